import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import type { HeaderFunction } from '../../../src/adapters/http/credentials.js'
import { createHttp, segment } from '../../../src/adapters/http/http.js'

const secret = 'sk_live_51Sentinel'
const baseUrl = 'https://api.example.com/v1/'
const schema = z.object({ name: z.string() })

/** A service that answers what it is told, and remembers what it was asked. */
function service(...answers: (Response | (() => Response | Promise<Response>))[]) {
  const requests: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    requests.push(new Request(input, init))
    const next = answers.length > 1 ? answers.shift() : answers[0]
    return typeof next === 'function' ? next() : (next ?? Response.json({ name: 'Ada' })).clone()
  }
  return { requests, fetch }
}

/** Never answers, and does not listen to its signal either. */
const silent = () => new Promise<never>(() => {})

/** A service that takes only good credentials, at one path slowly. */
function guard(good: string) {
  const requests: Request[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    requests.push(request)
    await new Promise((resolve) => setTimeout(resolve, request.url.endsWith('/slow') ? 20 : 1))
    const isGood = request.headers.get('authorization') === good
    return isGood ? Response.json({ name: 'Ada' }) : new Response(null, { status: 401 })
  }
  return { fetch, requests }
}

afterEach(() => vi.unstubAllGlobals())

describe('a request', () => {
  it('sends JSON and parses the answer', async () => {
    const { fetch, requests } = service()
    const request = createHttp('Example', { baseUrl, fetch, headers: { authorization: secret } })
    const answer = await request(schema, 'PUT', `/users/${segment('a/b c')}`, {
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

  it('parses an answer without a body as undefined', async () => {
    const { fetch } = service(new Response(null, { status: 204 }))
    const request = createHttp('Example', { baseUrl, fetch })
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
  ])('turns %i into %s, without a word of the answer, an id or a key', async (status, code) => {
    const { fetch, requests } = service(
      new Response('no, ada@example.com', { status, headers: { 'x-request-id': 'req_1' } }),
    )
    const request = createHttp('Example', { baseUrl, fetch, headers: { authorization: secret } })
    const path = `/users/${segment('ada@example.com')}/x`
    const error = await request(schema, 'GET', path, { query: { q: 'ada' } }).catch((e) => e)
    expect(error).toMatchObject({ code, status, requestId: 'req_1' })
    expect(error.message).toContain('Example GET /users/{id}/x answered')
    expect(error.message).not.toMatch(/ada@|sk_live/)
    expect(requests).toHaveLength(1)
  })

  it('lets a service word its own refusals', async () => {
    const { fetch } = service(Response.json({ kind: 'taken' }, { status: 400 }))
    const bodies: unknown[] = []
    const toError = ({ body }: { body: unknown }) => {
      bodies.push(body)
      return undefined
    }
    const request = createHttp('Example', { baseUrl, fetch, toError })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'invalid' })
    expect(bodies).toEqual([{ kind: 'taken' }])
  })

  it('names what does not fit in an answer, never a value', async () => {
    const { fetch } = service(Response.json({ name: 7, 'ada@example.com': 1 }))
    const request = createHttp('Example', { baseUrl, fetch })
    await expect(request(schema, 'GET', '/')).rejects.toThrow(
      'Example GET / answered 200 with JSON of another shape: name is no string.',
    )
    const people = z.object({ people: z.record(z.string(), z.string()) })
    const keyed = service(Response.json({ people: { 'ada@example.com': 1 } }))
    await expect(
      createHttp('Example', { baseUrl, fetch: keyed.fetch })(people, 'GET', '/'),
    ).rejects.toThrow('people.* is no string')
  })

  it('says so when a success is no JSON', async () => {
    const { fetch } = service(new Response('<html>'))
    await expect(
      createHttp('Example', { baseUrl, fetch })(schema, 'GET', '/'),
    ).rejects.toMatchObject({ code: 'bad-answer', status: 200 })
  })

  it('calls a failure of fetch a failure of the network', async () => {
    const { fetch } = service(() => Promise.reject(new TypeError('fetch failed')))
    await expect(
      createHttp('Example', { baseUrl, fetch })(schema, 'GET', '/'),
    ).rejects.toMatchObject({ code: 'network', cause: expect.any(TypeError) })
  })

  it('never shows the value of a header that cannot be sent', async () => {
    const { fetch } = service()
    const request = createHttp('Example', { baseUrl, fetch, headers: { 'x-key': `${secret}\n` } })
    const spoilt = createHttp('Example', { baseUrl, fetch, headers: { 'x-key': `${secret}\0` } })
    await expect(request(schema, 'GET', '/')).resolves.toEqual({ name: 'Ada' })
    const error = await spoilt(schema, 'GET', '/').catch((e) => e)
    expect(error).toMatchObject({ code: 'misuse', message: expect.stringContaining('x-key') })
    expect(`${error.stack}${error.cause}`).not.toContain(secret)
  })
})

describe('the end of a request', () => {
  it('comes with the time limit, even where fetch does not listen', async () => {
    const request = createHttp('Example', { baseUrl, fetch: silent, timeout: 5 })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'timeout' })
  })

  it('counts the answer that never ends, and the credentials that never come', async () => {
    const { fetch } = service(() => new Response(new ReadableStream({})))
    const slow = createHttp('Example', { baseUrl, fetch, timeout: 5 })
    await expect(slow(schema, 'GET', '/')).rejects.toMatchObject({ code: 'timeout' })
    const waiting = createHttp('Example', { baseUrl, fetch, timeout: 5, headers: silent })
    await expect(waiting(schema, 'GET', '/')).rejects.toMatchObject({ code: 'timeout' })
  })

  it('is the abort itself where the caller aborts', async () => {
    const request = createHttp('Example', { baseUrl, fetch: silent })
    const controller = new AbortController()
    const answer = request(schema, 'GET', '/', { signal: controller.signal })
    const reason = new Error('went away')
    controller.abort(reason)
    await expect(answer).rejects.toBe(reason)
    await expect(
      request(schema, 'GET', '/', { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('sends nothing after an abort while the credentials were on their way', async () => {
    const { fetch, requests } = service()
    const asked: ((headers: Record<string, string>) => void)[] = []
    const headers = () => new Promise<Record<string, string>>((resolve) => asked.push(resolve))
    const controller = new AbortController()
    const answer = createHttp('Example', { baseUrl, fetch, headers })(
      schema,
      'GET',
      '/',
      controller,
    )
    await Promise.resolve()
    controller.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    asked[0]?.({})
    await new Promise((resolve) => setTimeout(resolve))
    expect(requests).toHaveLength(0)
  })
})

describe('credentials', () => {
  it('are renewed once for all parallel requests, late ones too', async () => {
    let refreshes = 0
    const headers = async ({ refresh }: { refresh: boolean }) => {
      if (refresh) refreshes += 1
      return { authorization: refreshes === 0 ? 'old' : 'new' }
    }
    const { fetch, requests } = guard('new')
    const request = createHttp('Example', { baseUrl, fetch, headers })
    const paths = ['/a', '/b', '/c', '/slow']
    const answers = await Promise.all(paths.map((path) => request(schema, 'GET', path)))
    expect(answers).toHaveLength(4)
    expect(refreshes).toBe(1)
    expect(requests).toHaveLength(8)
  })

  it('are not asked for while they are being renewed', async () => {
    const renewed: (() => void)[] = []
    const headers = vi.fn<HeaderFunction>(({ refresh }) => {
      if (!refresh) return { authorization: 'old' }
      return new Promise((resolve) => renewed.push(() => resolve({ authorization: 'new' })))
    })
    const { fetch, requests } = guard('new')
    const request = createHttp('Example', { baseUrl, fetch, headers })
    const first = request(schema, 'GET', '/a')
    await expect.poll(() => renewed).toHaveLength(1)
    const second = request(schema, 'GET', '/b')
    renewed[0]?.()
    await Promise.all([first, second])
    expect(headers).toHaveBeenCalledTimes(2)
    expect(requests).toHaveLength(3)
  })

  it('are asked for once more, and then given up', async () => {
    const headers = vi.fn<HeaderFunction>(() => ({ authorization: 'old' }))
    const { fetch, requests } = guard('new')
    const request = createHttp('Example', { baseUrl, fetch, headers })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(requests).toHaveLength(2)
    expect(headers.mock.calls).toEqual([[{ refresh: false }], [{ refresh: true }]])
  })

  it('that are fixed are tried once', async () => {
    const { fetch, requests } = guard('new')
    const request = createHttp('Example', { baseUrl, fetch, headers: { authorization: 'old' } })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    expect(requests).toHaveLength(1)
  })

  it('that cannot be had are the reason, and not for ever', async () => {
    const headers = vi.fn<HeaderFunction>()
    headers
      .mockRejectedValueOnce(new Error('signed out'))
      .mockResolvedValue({ authorization: 'new' })
    const { fetch } = guard('new')
    const request = createHttp('Example', { baseUrl, fetch, headers })
    await expect(request(schema, 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    await expect(request(schema, 'GET', '/')).resolves.toEqual({ name: 'Ada' })
  })
})

describe('an address', () => {
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
  ])('%s is refused at once, and is not quoted', (url) => {
    expect(() => createHttp('Example', { baseUrl: url })).toThrow(/\(misuse\)/)
    expect(() => createHttp('Example', { baseUrl: url })).not.toThrow(secret)
  })

  it('that is relative is resolved in a page, at the time of the request', async () => {
    const { fetch, requests } = service()
    const request = createHttp('Example', { baseUrl: '/api/identikit/', fetch })
    await expect(request(schema, 'GET', '')).rejects.toThrow(/give the whole address on a server/)
    vi.stubGlobal('location', { origin: 'https://app.example.com' })
    await request(schema, 'GET', '', { query: { read: 'user' } })
    expect(requests[0]?.url).toBe('https://app.example.com/api/identikit?read=user')
  })
})

describe('a segment', () => {
  it.each([[''], ['.'], ['..'], ['a\nb'], ['\u007f'], ['\ud800'], ['\0']])('is never %j', (id) => {
    expect(() => segment(id)).toThrow(/\(invalid\)/)
  })

  it('of any other id reaches the service as that id, and no message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (id) => {
        let marked: string
        try {
          marked = segment(id)
        } catch {
          return
        }
        const { fetch, requests } = service(new Response(null, { status: 404 }))
        const request = createHttp('Example', { baseUrl, fetch })
        const error = await request(schema, 'GET', `/users/${marked}/end`).catch((e) => e)
        expect(error.message).toContain('Example GET /users/{id}/end answered 404')
        const path = new URL(requests[0]?.url ?? '').pathname.split('/')
        expect(path).toHaveLength(5)
        expect(decodeURIComponent(path[3] ?? '')).toBe(id)
      }),
    )
  })
})
