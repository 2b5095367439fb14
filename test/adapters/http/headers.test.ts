import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { withoutSecrets } from '../../../src/adapters/http/cause.js'
import { toHeaders } from '../../../src/adapters/http/headers.js'
import { createHttp } from '../../../src/adapters/http/http.js'

const secret = 'sk_live_51Sentinel'
const baseUrl = 'https://api.example.com'

describe('the headers of a request', () => {
  it.each([
    'Host',
    'Connection',
    'Content-Length',
    'transfer-encoding',
    'TE',
    'Upgrade',
    'Expect',
    'Proxy-Authorization',
  ])('never name %s', (name) => {
    expect(() => toHeaders('Example', { [name]: secret })).toThrow(
      `the header ${name} cannot be sent`,
    )
    expect(() => toHeaders('Example', { [name]: undefined })).not.toThrow()
  })

  it('are those that are named, and nothing of the page or the platform', async () => {
    const sent: Headers[] = []
    const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      sent.push(new Request(input, init).headers)
      return Response.json({})
    }
    const headers = { authorization: secret, 'content-type': 'text/plain', accept: 'text/html' }
    const request = createHttp('Example', { baseUrl, fetch, headers })
    await request(z.unknown(), 'GET', '/')
    await request(z.unknown(), 'POST', '/', { body: {}, headers: { accept: 'application/x+json' } })
    expect(sent.map((one) => Object.fromEntries(one))).toEqual([
      // Without a body, its type is whatever the credentials say.
      { accept: 'application/json', authorization: secret, 'content-type': 'text/plain' },
      {
        accept: 'application/x+json',
        authorization: secret,
        'content-type': 'application/json',
      },
    ])
  })
})

describe('what fetch threw', () => {
  const config = { headers: { Authorization: `Bearer ${secret}` } }
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  it.each([
    ['says it', new TypeError(`Invalid header ${secret}`)],
    ['keeps the whole request', Object.assign(new Error('failed'), { config })],
    ['has such a cause', new Error('failed', { cause: new Error(secret) })],
    ['has such a cause further down', new Error('a', { cause: new Error('b', { cause: config }) })],
    ['is a string', `no ${secret}`],
    ['is an object', { config }],
    ['cannot be read', Object.assign(new Error('failed'), { cyclic })],
  ])('is left out of the error where it %s', async (_, thrown) => {
    const fetch = () => Promise.reject(thrown)
    const request = createHttp('Example', { baseUrl, fetch, headers: config.headers })
    const error = (await request(z.unknown(), 'GET', '/').catch((reason) => reason)) as Error
    expect(error).toMatchObject({
      code: 'network',
      cause: { message: expect.stringContaining('is left out') },
    })
  })

  it('is left out too where it quotes what was sent before a refresh, or beside the credentials', async () => {
    for (const quoted of ['sentinel-old', 'sentinel-own']) {
      let asked = 0
      const fetch = async () => {
        asked += 1
        if (asked === 1) return new Response(null, { status: 401 })
        throw new Error(quoted)
      }
      const request = createHttp('Example', {
        baseUrl,
        fetch,
        headers: ({ refresh }) => ({ authorization: refresh ? 'sentinel-new' : 'sentinel-old' }),
      })
      const headers = { 'x-user': 'sentinel-own' }
      await expect(request(z.unknown(), 'GET', '/', { headers })).rejects.toMatchObject({
        cause: { message: expect.stringContaining('is left out') },
      })
    }
  })

  it('is kept where it tells nothing', () => {
    const thrown = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    expect(withoutSecrets(thrown, [config.headers])).toBe(thrown)
    expect(withoutSecrets('no', [{ authorization: 'short' }])).toBe('no')
  })
})
