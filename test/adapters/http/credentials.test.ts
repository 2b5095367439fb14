import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { createCredentials, type HeaderFunction } from '../../../src/adapters/http/credentials.js'
import { createHttpClient } from '../../../src/adapters/http/httpClient.js'

const baseUrl = 'https://api.example.com'

afterEach(() => {
  vi.useRealTimers()
})

/** Like `Promise.withResolvers`, which Node.js 20 lacks. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: Error) => void = () => {}
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}

const token = (value: string) => ({ authorization: value })

describe('a refresh of credentials', () => {
  it.each([1, 2, 10, 100])('runs once for %i parallel requests', async (count) => {
    let current = 'old'
    const headers = vi.fn<HeaderFunction>(async ({ refresh }) => {
      if (refresh) current = 'new'
      return token(refresh ? 'new' : current)
    })
    const sent: (string | null)[] = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      const value = new Headers(init?.headers).get('authorization')
      sent.push(value)
      return value === 'new' ? Response.json({}) : new Response(null, { status: 401 })
    }
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    const paths = Array.from({ length: count }, (_, index) => `/${index}`)
    await Promise.all(paths.map((path) => request(z.unknown(), 'GET', path)))
    expect(headers.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1)
    expect(sent.filter((value) => value === 'new')).toHaveLength(count)
  })

  it('that fails rejects all waiting requests with one error and is not repeated', async () => {
    const refresh = withResolvers<never>()
    const headers = vi.fn<HeaderFunction>((state) =>
      state.refresh ? refresh.promise : token('old'),
    )
    const fetch = vi.fn(async () => new Response(null, { status: 401 }))
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    const early = Array.from({ length: 20 }, () => request(z.unknown(), 'GET', '/'))
    await expect.poll(() => fetch.mock.calls).toHaveLength(20)
    const late = Array.from({ length: 5 }, () => request(z.unknown(), 'GET', '/'))
    refresh.reject(new Error('signed out'))
    const reasons = await Promise.all(
      [...early, ...late].map((answer) => answer.catch((reason: unknown) => reason)),
    )
    expect(new Set(reasons).size).toBe(1)
    expect(reasons[0]).toMatchObject({
      code: 'unauthorized',
      message: expect.stringContaining('the headers function failed'),
    })
    expect(headers.mock.calls.filter(([state]) => state.refresh)).toHaveLength(1)
    expect(fetch).toHaveBeenCalledTimes(20)
  })

  it('whose headers are refused, too, is not repeated', async () => {
    const headers = vi.fn<HeaderFunction>(() => token('old'))
    const fetch = vi.fn(async () => new Response(null, { status: 401 }))
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => request(z.unknown(), 'GET', '/')),
    )
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'unauthorized' } })
    expect(headers.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1)
    expect(fetch).toHaveBeenCalledTimes(20)
  })

  it('that never ends times out, and the next request refreshes again', async () => {
    vi.useFakeTimers()
    let isHanging = true
    const headers: HeaderFunction = ({ refresh }) =>
      refresh && isHanging ? new Promise(() => {}) : token(isHanging ? 'old' : 'new')
    const fetch = async (_: unknown, init?: RequestInit) =>
      new Headers(init?.headers).get('authorization') === 'new'
        ? Response.json({})
        : new Response(null, { status: 401 })
    const request = createHttpClient('Example', { baseUrl, fetch, headers, timeout: 100 })
    const first = request(z.unknown(), 'GET', '/').catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(50)
    const second = request(z.unknown(), 'GET', '/').catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(60)
    expect(await Promise.all([first, second])).toMatchObject([
      { code: 'timeout' },
      { code: 'timeout' },
    ])
    isHanging = false
    const third = request(z.unknown(), 'GET', '/')
    await vi.advanceTimersByTimeAsync(10)
    await expect(third).resolves.toEqual({})
  })
})

describe('the newest headers', () => {
  it('override headers that were requested before the refresh and arrive after it', async () => {
    const slow = withResolvers<Record<string, string>>()
    const getHeaders = vi
      .fn<HeaderFunction>()
      .mockReturnValueOnce(token('old'))
      .mockReturnValueOnce(slow.promise)
      .mockReturnValue(token('new'))
    const getCredentials = createCredentials('Example', getHeaders)
    const first = await getCredentials()
    const second = getCredentials()
    expect(await first.renew?.()).toEqual(token('new'))
    slow.resolve(token('old'))
    expect((await second).headers).toEqual(token('new'))
    expect(getHeaders.mock.calls).toEqual([
      [{ refresh: false }],
      [{ refresh: false }],
      [{ refresh: true }],
    ])
  })

  it('are not refreshed again after a late 401 to older ones', async () => {
    const getHeaders = vi.fn<HeaderFunction>(({ refresh }) => token(refresh ? 'new' : 'old'))
    const getCredentials = createCredentials('Example', getHeaders)
    const [first, second] = [await getCredentials(), await getCredentials()]
    await first.renew?.()
    expect(await second.renew?.()).toEqual(token('new'))
    expect(getHeaders).toHaveBeenCalledTimes(3)
  })

  it('are refreshed again after a 401 to refreshed ones', async () => {
    let count = 0
    const getHeaders: HeaderFunction = ({ refresh }) => token(`t${refresh ? (count += 1) : count}`)
    const getCredentials = createCredentials('Example', getHeaders)
    const first = await getCredentials()
    await first.renew?.()
    const second = await getCredentials()
    expect(second.headers).toEqual(token('t1'))
    expect(await second.renew?.()).toEqual(token('t2'))
    expect(await first.renew?.()).toEqual(token('t2'))
  })

  it('reach every request in any order of reads, responses and refreshes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, count) => {
        let current = 'old'
        let refreshes = 0
        const headers: HeaderFunction = async ({ refresh }) => {
          const before = current
          await scheduler.schedule(Promise.resolve(), refresh ? 'refresh' : 'read')
          if (!refresh) return token(before)
          refreshes += 1
          current = 'new'
          return token(current)
        }
        const fetch = async (_: unknown, init?: RequestInit) => {
          const value = new Headers(init?.headers).get('authorization')
          await scheduler.schedule(Promise.resolve(), `response to ${value}`)
          return value === 'new' ? Response.json({}) : new Response(null, { status: 401 })
        }
        const request = createHttpClient('Example', { baseUrl, fetch, headers })
        const answers = Array.from({ length: count }, async () => {
          await scheduler.schedule(Promise.resolve(), 'start')
          return request(z.unknown(), 'GET', '/')
        })
        const settled = Promise.allSettled(answers)
        await scheduler.waitFor(settled)
        for (const answer of await settled) expect(answer.status).toBe('fulfilled')
        expect(refreshes).toBe(1)
      }),
      { numRuns: 500 },
    )
  })
})

/** Waits for a hundred microtasks and no timer. */
async function drainMicrotasks() {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve()
}

describe('a request of a closing page', () => {
  it('is sent without a timer, with the last headers, while the function is slow', async () => {
    const getHeaders = vi
      .fn<HeaderFunction>()
      .mockResolvedValueOnce(token('first'))
      .mockResolvedValueOnce(token('second'))
      .mockReturnValue(new Promise(() => {}))
    const sent: (string | null)[] = []
    const fetch = async (_: unknown, init?: RequestInit) => {
      sent.push(new Headers(init?.headers).get('authorization'))
      return Response.json({})
    }
    const request = createHttpClient('Example', { baseUrl, fetch, headers: getHeaders })
    await request(z.unknown(), 'GET', '/')
    await request(z.unknown(), 'GET', '/')
    vi.useFakeTimers()
    void request(z.unknown(), 'PUT', '/').catch(() => undefined)
    void request(z.unknown(), 'PUT', '/', { closing: true, keepalive: true, body: {} })
    await drainMicrotasks()
    expect(sent).toEqual(['first', 'second', 'second'])
    expect(getHeaders).toHaveBeenCalledTimes(3)
  })

  it('has the headers of the last refresh, also during another one', async () => {
    const getHeaders = vi
      .fn<HeaderFunction>()
      .mockReturnValueOnce(token('old'))
      .mockReturnValueOnce(token('refreshed'))
      .mockReturnValue(new Promise(() => {}))
    const getCredentials = createCredentials('Example', getHeaders)
    const { renew } = await getCredentials()
    await renew?.()
    expect((await getCredentials(true)).headers).toEqual(token('refreshed'))
  })

  it('is not sent again after a 401', async () => {
    const headers = vi.fn<HeaderFunction>(() => token('old'))
    const fetch = vi.fn(async () => new Response(null, { status: 401 }))
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    await expect(request(z.unknown(), 'GET', '/')).rejects.toMatchObject({ code: 'unauthorized' })
    fetch.mockClear()
    const closing = request(z.unknown(), 'PUT', '/', { closing: true })
    await expect(closing).rejects.toMatchObject({ code: 'unauthorized' })
    expect(fetch).toHaveBeenCalledTimes(1)
  })

  it('calls the headers function if it was never called', async () => {
    const headers = vi.fn<HeaderFunction>(() => token('first'))
    const fetch = vi.fn(async () => Response.json({}))
    const request = createHttpClient('Example', { baseUrl, fetch, headers })
    await request(z.unknown(), 'PUT', '/', { closing: true })
    expect(headers).toHaveBeenCalledTimes(1)
  })
})
