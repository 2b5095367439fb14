import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import * as z from 'zod/mini'
import { createCredentials, type HeaderFunction } from '../../../src/adapters/http/credentials.js'
import { createHttp } from '../../../src/adapters/http/http.js'

const baseUrl = 'https://api.example.com'

afterEach(() => {
  vi.useRealTimers()
})

/** A promise and the hand that settles it. */
function held<T>() {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: Error) => void = () => {}
  const promise = new Promise<T>((good, bad) => {
    resolve = good
    reject = bad
  })
  return { promise, resolve, reject }
}

const token = (value: string) => ({ authorization: value })

describe('a refresh', () => {
  it.each([1, 2, 10, 100])('is one for %i parallel requests', async (count) => {
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
    const request = createHttp('Example', { baseUrl, fetch, headers })
    const paths = Array.from({ length: count }, (_, index) => `/${index}`)
    await Promise.all(paths.map((path) => request(z.unknown(), 'GET', path)))
    expect(headers.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1)
    expect(sent.filter((value) => value === 'new')).toHaveLength(count)
  })

  it('that fails is one clear error for all, and no loop', async () => {
    const refresh = held<never>()
    const headers = vi.fn<HeaderFunction>((state) =>
      state.refresh ? refresh.promise : token('old'),
    )
    const fetch = vi.fn(async () => new Response(null, { status: 401 }))
    const request = createHttp('Example', { baseUrl, fetch, headers })
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

  it('that brings what is refused too is tried once by each request, and then given up', async () => {
    const headers = vi.fn<HeaderFunction>(() => token('old'))
    const fetch = vi.fn(async () => new Response(null, { status: 401 }))
    const request = createHttp('Example', { baseUrl, fetch, headers })
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, () => request(z.unknown(), 'GET', '/')),
    )
    for (const answer of answers) expect(answer).toMatchObject({ reason: { code: 'unauthorized' } })
    expect(headers.mock.calls.filter(([{ refresh }]) => refresh)).toHaveLength(1)
    expect(fetch).toHaveBeenCalledTimes(20)
  })

  it('that never ends holds nobody up for ever', async () => {
    vi.useFakeTimers()
    let isStuck = true
    const headers: HeaderFunction = ({ refresh }) =>
      refresh && isStuck ? new Promise(() => {}) : token(isStuck ? 'old' : 'new')
    const fetch = async (_: unknown, init?: RequestInit) =>
      new Headers(init?.headers).get('authorization') === 'new'
        ? Response.json({})
        : new Response(null, { status: 401 })
    const request = createHttp('Example', { baseUrl, fetch, headers, timeout: 100 })
    const first = request(z.unknown(), 'GET', '/').catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(50)
    const second = request(z.unknown(), 'GET', '/').catch((reason: unknown) => reason)
    await vi.advanceTimersByTimeAsync(60)
    expect(await Promise.all([first, second])).toMatchObject([
      { code: 'timeout' },
      { code: 'timeout' },
    ])
    isStuck = false
    const third = request(z.unknown(), 'GET', '/')
    await vi.advanceTimersByTimeAsync(10)
    await expect(third).resolves.toEqual({})
  })
})

describe('the newest values', () => {
  it('win over those that were asked for before the refresh and came after it', async () => {
    const slow = held<Record<string, string>>()
    const asked = vi
      .fn<HeaderFunction>()
      .mockReturnValueOnce(token('old'))
      .mockReturnValueOnce(slow.promise)
      .mockReturnValue(token('new'))
    const open = createCredentials('Example', asked)
    const first = await open()
    const second = open()
    expect(await first.renew?.()).toEqual(token('new'))
    slow.resolve(token('old'))
    expect((await second).headers).toEqual(token('new'))
    expect(asked.mock.calls).toEqual([
      [{ refresh: false }],
      [{ refresh: false }],
      [{ refresh: true }],
    ])
  })

  it('are not fetched again for a late answer to the old ones', async () => {
    const asked = vi.fn<HeaderFunction>(({ refresh }) => token(refresh ? 'new' : 'old'))
    const open = createCredentials('Example', asked)
    const [one, two] = [await open(), await open()]
    await one.renew?.()
    expect(await two.renew?.()).toEqual(token('new'))
    expect(asked).toHaveBeenCalledTimes(3)
  })

  it('are fetched again where the new ones have run out as well', async () => {
    let count = 0
    const asked: HeaderFunction = ({ refresh }) => token(`t${refresh ? (count += 1) : count}`)
    const open = createCredentials('Example', asked)
    const first = await open()
    await first.renew?.()
    const second = await open()
    expect(second.headers).toEqual(token('t1'))
    expect(await second.renew?.()).toEqual(token('t2'))
    expect(await first.renew?.()).toEqual(token('t2'))
  })

  it('reach every request, in whatever order asking, answering and refreshing go', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, count) => {
        let current = 'old'
        let refreshes = 0
        const headers: HeaderFunction = async ({ refresh }) => {
          const before = current
          await scheduler.schedule(Promise.resolve(), refresh ? 'refresh' : 'ask')
          if (!refresh) return token(before)
          refreshes += 1
          current = 'new'
          return token(current)
        }
        const fetch = async (_: unknown, init?: RequestInit) => {
          const value = new Headers(init?.headers).get('authorization')
          await scheduler.schedule(Promise.resolve(), `answer to ${value}`)
          return value === 'new' ? Response.json({}) : new Response(null, { status: 401 })
        }
        const request = createHttp('Example', { baseUrl, fetch, headers })
        const answers = Array.from({ length: count }, async () => {
          await scheduler.schedule(Promise.resolve(), 'begin')
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
