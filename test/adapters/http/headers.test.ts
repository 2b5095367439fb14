import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { connectionHeaders, redactCause, toHeaders } from '../../../src/adapters/http/headers.js'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'

const secret = 'sk_live_51Sentinel'
const baseUrl = 'https://api.example.com'

describe('toHeaders', () => {
  it.each([
    'Host',
    'Connection',
    'Content-Length',
    'transfer-encoding',
    'TE',
    'Upgrade',
    'Expect',
    'Proxy-Authorization',
  ])('refuses the header %s', (name) => {
    expect(() => toHeaders('Example', connectionHeaders, { [name]: secret })).toThrow(
      `the header ${name} cannot be sent`,
    )
    expect(() => toHeaders('Example', connectionHeaders, { [name]: undefined })).not.toThrow()
  })

  it('sends only the given headers, and the JSON headers', async () => {
    const sent: Headers[] = []
    const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
      sent.push(new Request(input, init).headers)
      return Response.json({})
    }
    const headers = { authorization: secret, 'content-type': 'text/plain', accept: 'text/html' }
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    await request(z.unknown(), 'GET', '/')
    await request(z.unknown(), 'POST', '/', { body: {}, headers: { accept: 'application/x+json' } })
    expect(sent.map((values) => Object.fromEntries(values))).toEqual([
      // Without a body, `content-type` is not overridden.
      { accept: 'application/json', authorization: secret, 'content-type': 'text/plain' },
      {
        accept: 'application/x+json',
        authorization: secret,
        'content-type': 'application/json',
      },
    ])
  })
})

describe('redactCause', () => {
  const config = { headers: { Authorization: `Bearer ${secret}` } }
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  it.each([
    ['quotes a header', new TypeError(`Invalid header ${secret}`)],
    ['contains the request', Object.assign(new Error('failed'), { config })],
    ['has a cause that quotes a header', new Error('failed', { cause: new Error(secret) })],
    [
      'has a nested cause that contains the request',
      new Error('a', { cause: new Error('b', { cause: config }) }),
    ],
    ['is a string that quotes a header', `no ${secret}`],
    ['is an object that contains the request', { config }],
    ['is cyclic', Object.assign(new Error('failed'), { cyclic })],
  ])('omits an error that %s', async (_, thrown) => {
    const fetch = () => Promise.reject(thrown)
    const request = createHttpClient('Example', { baseUrl, fetch, headers: config.headers })
    const error = (await request(z.unknown(), 'GET', '/').catch((reason) => reason)) as Error
    expect(error).toMatchObject({
      code: 'network',
      cause: { message: expect.stringContaining('is omitted') },
    })
  })

  it('omits an error that quotes headers from before a refresh or headers of the request', async () => {
    for (const quoted of ['sentinel-old', 'sentinel-own']) {
      let calls = 0
      const fetch = async () => {
        calls += 1
        if (calls === 1) return new Response(null, { status: 401 })
        throw new Error(quoted)
      }
      const request = createHttpClient('Example', {
        baseUrl,
        fetch,
        headers: ({ refresh }) => ({ authorization: refresh ? 'sentinel-new' : 'sentinel-old' }),
      })
      const headers = { 'x-user': 'sentinel-own' }
      await expect(request(z.unknown(), 'GET', '/', { headers })).rejects.toMatchObject({
        cause: { message: expect.stringContaining('is omitted') },
      })
    }
  })

  it('keeps an error that quotes no header', () => {
    const thrown = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') })
    expect(redactCause(thrown, [config.headers])).toBe(thrown)
    expect(redactCause('no', [{ authorization: 'short' }])).toBe('no')
  })
})
