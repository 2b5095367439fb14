import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import type { HeaderFunction } from '../../../src/adapters/http/credentials.js'
import { createHttpClient, toPathSegment } from '../../../src/adapters/http/httpClient.js'
import { anyText } from '../../anyText.js'

const secret = 'sk_live_51Sentinel'
const baseUrl = 'https://api.example.com/v1/'
const schema = z.object({ name: z.string() })

/** A service that returns the given responses and records its requests. */
function createService(...responses: (Response | (() => Response | Promise<Response>))[]) {
  const requests: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(new Request(input, init))
    const next = responses.length > 1 ? responses.shift() : responses[0]
    return typeof next === 'function' ? next() : (next ?? Response.json({ name: 'Ada' })).clone()
  }
  return { requests, fetch }
}

/** Never settles and ignores its signal. */
const hang = () => new Promise<never>(() => {})

/** A service that accepts one authorization, and responds slowly at `/slow`. */
function createProtectedService(accepted: string) {
  const requests: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    requests.push(request)
    await new Promise((resolve) => setTimeout(resolve, request.url.endsWith('/slow') ? 20 : 1))
    const isAccepted = request.headers.get('authorization') === accepted
    return isAccepted ? Response.json({ name: 'Ada' }) : new Response(null, { status: 401 })
  }
  return { fetch, requests }
}

afterEach(() => vi.unstubAllGlobals())

describe('a request', () => {
  it('sends JSON and parses the response', async () => {
    const { fetch, requests } = createService()
    const request = createHttpClient('Example', {
      baseUrl,
      fetch,
      headers: { authorization: secret },
    })
    const answer = await request(schema, 'PUT', `/users/${toPathSegment('a/b c')}`, {
      body: { name: 'Ada' },
      query: { tenant: 'x&y', unset: undefined },
      headers: { 'x-own': '1', 'x-unset': undefined },
      keepalive: true,
    })
    expect(answer).toEqual({ name: 'Ada' })
    expect(requests[0]?.url).toBe('https://api.example.com/v1/users/a%2Fb%20c?tenant=x%26y')
    expect(requests[0]).toMatchObject({ method: 'PUT', redirect: 'manual', keepalive: true })
    expect(await requests[0]?.json()).toEqual({ name: 'Ada' })
    expect(Object.fromEntries(requests[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      authorization: secret,
      'x-own': '1',
    })
  })

  it('parses an empty body as undefined', async () => {
    const { fetch } = createService(new Response(null, { status: 204 }))
    const request = createHttpClient('Example', { baseUrl, fetch })
    await expect(request(z.undefined(), 'DELETE', '/users')).resolves.toBeUndefined()
  })

  it.each([
    [400, 'invalid'],
    [422, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [409, 'conflict'],
    [429, 'rate-limited'],
    [500, 'service'],
    [503, 'service'],
    [302, 'bad-answer'],
    [418, 'bad-answer'],
  ])(
    'turns status %i into the code %s, without body, ids or keys in the message',
    async (status, code) => {
      const { fetch, requests } = createService(
        new Response('no, ada@example.com', { status, headers: { 'x-request-id': 'req_1' } }),
      )
      const request = createHttpClient('Example', {
        baseUrl,
        fetch,
        headers: { authorization: secret },
      })
      const path = `/users/${toPathSegment('ada@example.com')}/x`
      const error = await request(schema, 'GET', path, { query: { q: 'ada' } }).catch((e) => e)
      expect(error).toMatchObject({ code, status, requestId: 'req_1' })
      expect(error.message).toContain('Example GET /users/{id}/x answered')
      expect(error.message).not.toMatch(/ada@|sk_live/)
      expect(requests).toHaveLength(1)
    },
  )

  it('passes error responses to toError, and falls back to the status', async () => {
    const { fetch } = createService(Response.json({ kind: 'taken' }, { status: 400 }))
    const bodies: unknown[] = []
    const toError = ({ body }: { body: unknown }) => {
      bodies.push(body)
      return undefined
    }
    const request = createHttpClient('Example', { baseUrl, fetch, toError })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'invalid' })
    expect(bodies).toEqual([{ kind: 'taken' }])
  })

  it('names the invalid paths of a response without values', async () => {
    const { fetch } = createService(Response.json({ name: 7, 'ada@example.com': 1 }))
    const request = createHttpClient('Example', { baseUrl, fetch })
    await expect(request(schema, 'GET', '/')).rejects.toThrow(
      'Example GET / answered 200 with JSON of another shape: name is not string.',
    )
    const people = z.object({ people: z.record(z.string(), z.string()) })
    const keyed = createService(Response.json({ people: { 'ada@example.com': 1 } }))
    await expect(
      createHttpClient('Example', { baseUrl, fetch: keyed.fetch })(people, 'GET', '/', {
        strict: true,
      }),
    ).rejects.toThrow('people.* is not string')
  })

  it('rejects with bad-answer if a success is not JSON', async () => {
    const { fetch } = createService(new Response('<html>'))
    await expect(
      createHttpClient('Example', { baseUrl, fetch })(schema, 'GET', '/'),
    ).rejects.toMatchObject({ code: 'bad-answer', status: 200 })
  })

  it('rejects with network if fetch fails', async () => {
    const { fetch } = createService(() => Promise.reject(new TypeError('fetch failed')))
    await expect(
      createHttpClient('Example', { baseUrl, fetch })(schema, 'GET', '/'),
    ).rejects.toMatchObject({ code: 'network', cause: expect.any(TypeError) })
  })

  it('rejects a header that cannot be sent, without its value in the error', async () => {
    const { fetch } = createService()
    const request = createHttpClient('Example', {
      baseUrl,
      fetch,
      headers: { 'x-key': `${secret}\n` },
    })
    const broken = createHttpClient('Example', {
      baseUrl,
      fetch,
      headers: { 'x-key': `${secret}\0` },
    })
    await expect(request(schema, 'GET', '/')).resolves.toEqual({ name: 'Ada' })
    const error = await broken(schema, 'GET', '/').catch((e) => e)
    expect(error).toMatchObject({ code: 'misuse', message: expect.stringContaining('x-key') })
    expect(`${error.stack}${error.cause}`).not.toContain(secret)
  })
})

describe('the end of a request', () => {
  it('is the timeout, even if fetch ignores its signal', async () => {
    const request = createHttpClient('Example', { baseUrl, fetch: hang, timeout: 5 })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'timeout' })
  })

  it('is the timeout for a body or a headers function that never ends', async () => {
    const { fetch } = createService(() => new Response(new ReadableStream({})))
    const slow = createHttpClient('Example', { baseUrl, fetch, timeout: 5 })
    await expect(slow(schema, 'GET', '/')).rejects.toMatchObject({ code: 'timeout' })
    const waiting = createHttpClient('Example', { baseUrl, fetch, timeout: 5, headers: hang })
    await expect(waiting(schema, 'GET', '/')).rejects.toMatchObject({ code: 'timeout' })
  })

  it('is the reason of an abort', async () => {
    const request = createHttpClient('Example', { baseUrl, fetch: hang })
    const controller = new AbortController()
    const answer = request(schema, 'GET', '/', { signal: controller.signal })
    const reason = new Error('canceled')
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
    await expect(
      request(schema, 'GET', '/', { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('sends nothing after an abort while the headers function runs', async () => {
    const { fetch, requests } = createService()
    const resolvers: ((headers: Record<string, string>) => void)[] = []
    const headers = () => new Promise<Record<string, string>>((resolve) => resolvers.push(resolve))
    const controller = new AbortController()
    const answer = createHttpClient('Example', { baseUrl, fetch, headers })(
      schema,
      'GET',
      '/',
      controller,
    )
    await Promise.resolve()
    controller.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    resolvers[0]?.({})
    await new Promise((resolve) => setTimeout(resolve))
    expect(requests).toHaveLength(0)
  })
})

describe('credentials', () => {
  it('are refreshed once for all parallel requests, slow ones included', async () => {
    let refreshes = 0
    const headers = async ({ refresh }: { refresh: boolean }) => {
      if (refresh) refreshes += 1
      return { authorization: refreshes === 0 ? 'old' : 'new' }
    }
    const { fetch, requests } = createProtectedService('new')
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    const paths = ['/a', '/b', '/c', '/slow']
    const answers = await Promise.all(paths.map((path) => request(schema, 'GET', path)))
    expect(answers).toHaveLength(4)
    expect(refreshes).toBe(1)
    expect(requests).toHaveLength(8)
  })

  it('are not read during a refresh', async () => {
    const resolvers: (() => void)[] = []
    const headers = vi.fn<HeaderFunction>(({ refresh }) => {
      if (!refresh) return { authorization: 'old' }
      return new Promise((resolve) => resolvers.push(() => resolve({ authorization: 'new' })))
    })
    const { fetch, requests } = createProtectedService('new')
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    const first = request(schema, 'GET', '/a')
    await expect.poll(() => resolvers).toHaveLength(1)
    const second = request(schema, 'GET', '/b')
    resolvers[0]?.()
    await Promise.all([first, second])
    expect(headers).toHaveBeenCalledTimes(2)
    expect(requests).toHaveLength(3)
  })

  it('are refreshed once per request', async () => {
    const headers = vi.fn<HeaderFunction>(() => ({ authorization: 'old' }))
    const { fetch, requests } = createProtectedService('new')
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(requests).toHaveLength(2)
    expect(headers.mock.calls).toEqual([[{ refresh: false }], [{ refresh: true }]])
  })

  it('that are fixed are sent once', async () => {
    const { fetch, requests } = createProtectedService('new')
    const request = createHttpClient('Example', {
      baseUrl,
      fetch,
      headers: { authorization: 'old' },
    })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(requests).toHaveLength(1)
  })

  it('that cannot be read reject with unauthorized, until they can be read', async () => {
    const headers = vi.fn<HeaderFunction>()
    headers
      .mockRejectedValueOnce(new Error('signed out'))
      .mockResolvedValue({ authorization: 'new' })
    const { fetch } = createProtectedService('new')
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(request(schema, 'GET', '/')).resolves.toEqual({ name: 'Ada' })
  })
})

describe('a base URL', () => {
  it.each([
    ['ftp://api.example.com'],
    [`https://user:${secret}@api.example.com`],
    [`https://api.example.com/?key=${secret}`],
    ['https://api.example.com/?'],
    ['https://api.example.com/#a'],
    ['//api.example.com'],
    ['/\\api.example.com'],
    ['https:\\\\api.example.com'],
    ['api/identikit'],
    ['https://'],
    [''],
  ])('%s is refused at creation and not quoted', (url) => {
    expect(() => createHttpClient('Example', { baseUrl: url })).toThrow(/\(misuse\)/)
    expect(() => createHttpClient('Example', { baseUrl: url })).not.toThrow(secret)
  })

  it('that is relative is resolved at each request, in a page only', async () => {
    const { fetch, requests } = createService()
    const request = createHttpClient('Example', { baseUrl: '/api/identikit/', fetch })
    await expect(request(schema, 'GET', '')).rejects.toThrow(/Use an absolute URL on a server/)
    vi.stubGlobal('location', { origin: 'https://app.example.com' })
    await request(schema, 'GET', '', { query: { read: 'user' } })
    expect(requests[0]?.url).toBe('https://app.example.com/api/identikit?read=user')
  })
})

describe('toPathSegment', () => {
  it.each([[''], ['.'], ['..'], ['a\nb'], ['\u007f'], ['\ud800'], ['\0']])('refuses %j', (id) => {
    expect(() => toPathSegment(id)).toThrow(/\(invalid\)/)
  })

  it('sends any other id unchanged and keeps it out of messages', async () => {
    await fc.assert(
      fc.asyncProperty(anyText({ minLength: 1 }), async (id) => {
        let encoded: string
        try {
          encoded = toPathSegment(id)
        } catch {
          return
        }
        const { fetch, requests } = createService(new Response(null, { status: 404 }))
        const request = createHttpClient('Example', { baseUrl, fetch })
        const error = await request(schema, 'GET', `/users/${encoded}/end`).catch((e) => e)
        expect(error.message).toContain('Example GET /users/{id}/end answered 404')
        const path = new URL(requests[0]?.url ?? '').pathname.split('/')
        expect(path).toHaveLength(5)
        expect(decodeURIComponent(path[3] ?? '')).toBe(id)
      }),
    )
  })
})
