import { describe, expect, it, vi } from 'vitest'
import type { UserRecord } from '../../../src/core/adapter.js'
import { openBulk, people, tick } from './identifyMany.fixture.js'

/** Creates an endless source of users, and records whether it was closed. */
function endless(next: (n: number) => UserRecord | Promise<UserRecord>) {
  const closed = vi.fn()
  const users: AsyncIterable<UserRecord> = {
    [Symbol.asyncIterator]() {
      let n = 0
      return {
        next: async () => ({ done: false, value: await next((n += 1)) }),
        async return() {
          closed()
          return { done: true, value: undefined }
        },
      }
    },
  }
  return { users, closed }
}

describe('identifyMany: an abort', () => {
  it('stops reading, closes the source and rejects with the reason', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    let calls = 0
    const { users, closed } = endless((n) => ({ id: `user ${n}` }))
    const { identifyMany, batches } = openBulk(10, async (_, options) => {
      await tick()
      options?.signal?.throwIfAborted()
      return []
    })
    const running = identifyMany(users, {
      signal: controller.signal,
      onProgress({ done }) {
        calls += 1
        if (done === 200) controller.abort(reason)
      },
    })
    await expect(running).rejects.toBe(reason)
    expect(closed).toHaveBeenCalledOnce()
    const [sent, reported] = [batches.length, calls]
    await tick(20)
    expect(batches).toHaveLength(sent)
    expect(calls).toBe(reported)
  })

  it('does not wait for a source or service that never answers', async () => {
    const never = () => new Promise<never>(() => undefined)
    const cases = [
      { source: endless(never), send: async () => [] },
      { source: endless((n) => ({ id: `user ${n}` })), send: never },
    ]
    for (const { source, send } of cases) {
      const controller = new AbortController()
      const running = openBulk(1, send).identifyMany(source.users, { signal: controller.signal })
      await tick(2)
      controller.abort()
      await expect(running).rejects.toMatchObject({ name: 'AbortError' })
      expect(source.closed).toHaveBeenCalledOnce()
    }
  })

  it.each([
    ['saved at once', (n: number) => ({ id: `user ${n % 100}` })],
    ['refused', () => ({ id: '' })],
  ])('ends an endless import of users that are %s', async (_, next) => {
    const end = Date.now() + 3000
    function* atOnce() {
      for (let n = 0; ; n += 1) {
        if (Date.now() > end) throw new Error('The timeout had no turn.')
        yield next(n)
      }
    }
    const signal = AbortSignal.timeout(50)
    const running = openBulk(10).identifyMany(atOnce(), { signal, onFailure: () => undefined })
    await expect(running).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('before the start sends nothing', async () => {
    const { identifyMany, batches } = openBulk(1)
    const running = identifyMany(people(3), { signal: AbortSignal.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(batches).toEqual([])
  })

  it('has few listeners at the signal, however many requests are in flight', async () => {
    const { signal } = new AbortController()
    let [most, now] = [0, 0]
    const count = (by: number) => () => {
      now += by
      most = Math.max(most, now)
    }
    vi.spyOn(signal, 'addEventListener').mockImplementation(count(1))
    vi.spyOn(signal, 'removeEventListener').mockImplementation(count(-1))
    const { identifyMany, inFlight } = openBulk(1, async (_, options) => {
      options?.signal?.addEventListener('abort', () => undefined)
      await tick(1)
      return []
    })
    await identifyMany(people(200), { signal, concurrency: 50 })
    expect(inFlight.most).toBe(50)
    expect([most, now]).toEqual([expect.toSatisfy((n: number) => n > 0 && n < 5), 0])
  })

  it('leaves no listener at the signal after the import', async () => {
    const { signal } = new AbortController()
    const [add, remove] = [
      vi.spyOn(signal, 'addEventListener'),
      vi.spyOn(signal, 'removeEventListener'),
    ]
    await openBulk(2).identifyMany(people(50), { signal })
    expect(add.mock.calls.length).toBeGreaterThan(0)
    expect(remove.mock.calls.length).toBeGreaterThanOrEqual(add.mock.calls.length)
  })
})

describe('identifyMany: a source that fails', () => {
  it('settles the records before, then rejects with their counts', async () => {
    const cause = new Error('line 24 is broken')
    function* broken() {
      yield* people(22)
      yield { id: '' }
      throw cause
    }
    const { identifyMany, batches } = openBulk(5, async () => {
      await tick(2)
      return []
    })
    const running = identifyMany(broken())
    await expect(running).rejects.toMatchObject({
      code: 'misuse',
      cause,
      message: expect.stringMatching(/22 were done and 1 failed/),
    })
    expect(batches.flat()).toHaveLength(22)
  })

  it('rejects with the reason of an abort that made it fail', async () => {
    const controller = new AbortController()
    const { users } = endless(async (n) => {
      await tick(1)
      if (n === 3) controller.abort()
      controller.signal.throwIfAborted()
      return { id: `user ${n}` }
    })
    const running = openBulk(5).identifyMany(users, { signal: controller.signal })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
  })
})
