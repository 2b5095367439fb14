import { describe, expect, it, vi } from 'vitest'
import type { UserRecord } from '../../../src/core/adapter.js'
import { openBulk, people, tick } from './identifyMany.fixture.js'

/** Endless users, and whether whoever reads them has left. */
function endless(next: (n: number) => UserRecord | Promise<UserRecord>) {
  const left = vi.fn()
  const users: AsyncIterable<UserRecord> = {
    [Symbol.asyncIterator]() {
      let n = 0
      return {
        next: async () => ({ done: false, value: await next((n += 1)) }),
        async return() {
          left()
          return { done: true, value: undefined }
        },
      }
    },
  }
  return { users, left }
}

describe('an import that is told to stop', () => {
  it('reads on no more, closes its source and rejects with the reason', async () => {
    const reason = new Error('enough')
    const controller = new AbortController()
    let told = 0
    const { users, left } = endless((n) => ({ id: `user ${n}` }))
    const { identifyMany, batches } = openBulk(10, async (_, options) => {
      await tick()
      options?.signal?.throwIfAborted()
      return []
    })
    const running = identifyMany(users, {
      signal: controller.signal,
      onProgress({ done }) {
        told += 1
        if (done === 200) controller.abort(reason)
      },
    })
    await expect(running).rejects.toBe(reason)
    expect(left).toHaveBeenCalledOnce()
    const [sent, heard] = [batches.length, told]
    await tick(20)
    expect(batches).toHaveLength(sent)
    expect(told).toBe(heard)
  })

  it('waits for no source, service or pause that does not answer', async () => {
    const silent = () => new Promise<never>(() => undefined)
    const cases = [
      { source: endless(silent), send: async () => [] },
      { source: endless((n) => ({ id: `user ${n}` })), send: silent },
    ]
    for (const { source, send } of cases) {
      const controller = new AbortController()
      const running = openBulk(1, send).identifyMany(source.users, { signal: controller.signal })
      await tick(2)
      controller.abort()
      await expect(running).rejects.toMatchObject({ name: 'AbortError' })
      expect(source.left).toHaveBeenCalledOnce()
    }
  })

  it.each([
    ['taken at once', (n: number) => ({ id: `user ${n % 100}` })],
    ['refused', () => ({ id: '' })],
  ])('hears that among users without end who are %s', async (_, next) => {
    const end = Date.now() + 3000
    function* atOnce() {
      for (let n = 0; ; n += 1) {
        if (Date.now() > end) throw new Error('Nobody else had a turn.')
        yield next(n)
      }
    }
    const signal = AbortSignal.timeout(50)
    const running = openBulk(10).identifyMany(atOnce(), { signal, onFailure: () => undefined })
    await expect(running).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('begins nothing where it was told before', async () => {
    const { identifyMany, batches } = openBulk(1)
    const running = identifyMany(people(3), { signal: AbortSignal.abort() })
    await expect(running).rejects.toMatchObject({ name: 'AbortError' })
    expect(batches).toEqual([])
  })

  it('is told by one signal, however many requests are under way', async () => {
    const { signal } = new AbortController()
    let [most, now] = [0, 0]
    const count = (by: number) => () => {
      now += by
      most = Math.max(most, now)
    }
    vi.spyOn(signal, 'addEventListener').mockImplementation(count(1))
    vi.spyOn(signal, 'removeEventListener').mockImplementation(count(-1))
    const { identifyMany, pendingWrites } = openBulk(1, async (_, options) => {
      options?.signal?.addEventListener('abort', () => undefined)
      await tick(1)
      return []
    })
    await identifyMany(people(200), { signal, concurrency: 50 })
    expect(pendingWrites.most).toBe(50)
    expect([most, now]).toEqual([expect.toSatisfy((n: number) => n > 0 && n < 5), 0])
  })

  it('leaves no listener at the signal', async () => {
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

describe('an import whose source breaks', () => {
  it('settles what was read, then says how far it came', async () => {
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

  it('ends with the reason of an abort where that broke it', async () => {
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
