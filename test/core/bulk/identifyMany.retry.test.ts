import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { IdentikitError, type IdentikitErrorCode } from '../../../src/core/errors.js'
import { cut, limited, openBulk, people, refused, tick } from './identifyMany.fixture.js'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(Math, 'random').mockReturnValue(1)
})
afterEach(() => {
  vi.useRealTimers()
})

async function runTimers<T>(running: Promise<T>): Promise<T> {
  const settled = running.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error
    },
  )
  for (let step = 0; step < 2000; step += 1) {
    const result = await Promise.race([settled, vi.advanceTimersByTimeAsync(500)])
    if (typeof result === 'function') return result()
  }
  throw new Error('did not end within a quarter of an hour')
}

describe('identifyMany: a batch', () => {
  it('pauses all batches for as long as a rate limit says', async () => {
    const start = Date.now()
    const times: number[] = []
    let tries = 0
    const { identifyMany } = openBulk(1, async () => {
      times.push(Date.now() - start)
      await tick(10)
      if ((tries += 1) === 1) throw limited(7000)
      return []
    })
    const result = await runTimers(identifyMany(people(6), { concurrency: 2 }))
    expect(result).toEqual({ done: 6, failed: [] })
    expect(times.slice(0, 2)).toEqual([0, 0])
    // The second request was in flight already; it is answered, then both wait.
    expect(times.slice(2).every((at) => at >= 7010)).toBe(true)
  })

  it('is retried for five minutes when it is rate-limited', async () => {
    const start = Date.now()
    const { identifyMany, batches } = openBulk(1, async () => {
      throw limited(1000)
    })
    const { done, failed } = await runTimers(identifyMany(people(1)))
    expect(done).toBe(0)
    expect(failed).toMatchObject([{ id: 'user 0', error: { code: 'rate-limited' } }])
    expect(Date.now() - start).toBeGreaterThan(290_000)
    expect(batches.length).toBeLessThan(310)
  })

  it('is retried at most once a second when the service asks for no delay', async () => {
    const { identifyMany, batches } = openBulk(1, async () => {
      throw limited(0)
    })
    await runTimers(identifyMany(people(1)))
    expect(batches.length).toBeLessThan(320)
  })

  it('fails at once when the service asks for an hour of delay', async () => {
    const { identifyMany, batches } = openBulk(1, async () => {
      throw limited(3_600_000)
    })
    const { failed } = await runTimers(identifyMany(people(1)))
    expect(failed).toMatchObject([{ error: { retryAfter: 3_600_000 } }])
    expect(batches).toHaveLength(1)
  })

  it.each<[IdentikitErrorCode, number | undefined, number]>([
    ['network', undefined, 6],
    ['timeout', undefined, 6],
    ['service', 503, 6],
    ['service', 504, 6],
    ['service', 500, 1],
    ['unauthorized', 401, 1],
    ['bad-answer', 200, 1],
    ['invalid', 422, 1],
  ])('that fails with %s %s is sent %s times', async (code, status, times) => {
    const { identifyMany, batches } = openBulk(1, async () => {
      throw new IdentikitError(code, 'Failed.', { status })
    })
    const { failed } = await runTimers(identifyMany(people(1)))
    expect(failed).toMatchObject([{ error: { code } }])
    expect(batches).toHaveLength(times)
  })

  it('is retried with exponential backoff and jitter', async () => {
    const times: number[] = []
    const send = async () => {
      times.push(Date.now())
      throw cut()
    }
    await runTimers(openBulk(1, send).identifyMany(people(1)))
    const waits = times.slice(1).map((at, n) => at - (times[n] ?? 0))
    expect(waits).toEqual([1000, 2000, 4000, 8000, 8000])
    vi.mocked(Math.random).mockReturnValue(0.25)
    times.length = 0
    await runTimers(openBulk(1, send).identifyMany(people(1)))
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(250)
  })

  it('is retried only with the users that failed for a moment', async () => {
    const { identifyMany, ids } = openBulk(3, async (users) =>
      users.flatMap(({ id }) => {
        if (id === 'user 1') return [{ id, error: refused() }]
        return id === 'user 2' && ids().length < 3 ? [{ id, error: limited(5) }] : []
      }),
    )
    const { done, failed } = await runTimers(identifyMany(people(3)))
    expect(done).toBe(2)
    expect(failed.map(({ id }) => id)).toEqual(['user 1'])
    expect(ids()).toEqual([['user 0', 'user 1', 'user 2'], ['user 2'], ['user 2']])
  })

  it('stops waiting when the signal aborts', async () => {
    const controller = new AbortController()
    const { identifyMany, batches } = openBulk(1, async () => {
      throw limited(60_000)
    })
    const running = identifyMany(people(9), { signal: controller.signal })
    running.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(1000)
    const sent = batches.length
    controller.abort()
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    await vi.advanceTimersByTimeAsync(600_000)
    expect(batches).toHaveLength(sent)
    expect(vi.getTimerCount()).toBe(0)
  })
})
