import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryWriteStore } from '../../../src/server.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const { signal } = new AbortController()
const flush = () => vi.advanceTimersByTimeAsync(0)

/** Requests a lease and notes when it starts. */
function request(
  store: ReturnType<typeof createMemoryWriteStore>,
  name: string,
  log: string[],
  ttl = 1000,
) {
  const controller = new AbortController()
  const lease = store.acquire('key', ttl, controller.signal)
  lease.then(
    () => log.push(name),
    (error: unknown) => log.push(`${name}: ${String(error)}`),
  )
  return {
    abort: (reason: string) => controller.abort(reason),
    end: async () => void (await lease)(),
  }
}

describe('createMemoryWriteStore: acquire', () => {
  it('gives the lease of a key to one request at a time, in their order', async () => {
    const store = createMemoryWriteStore()
    const log: string[] = []
    const [a, b, c] = ['a', 'b', 'c'].map((name) => request(store, name, log))
    await flush()
    expect(log).toEqual(['a'])
    await a?.end()
    await a?.end()
    await flush()
    expect(log).toEqual(['a', 'b'])
    await b?.end()
    await c?.end()
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('does not hold up other keys', async () => {
    const store = createMemoryWriteStore()
    await store.acquire('a', 1000, signal)
    await expect(store.acquire('b', 1000, signal)).resolves.toBeTypeOf('function')
  })

  it('rejects a request that waits when it is aborted', async () => {
    const store = createMemoryWriteStore()
    const log: string[] = []
    const [a, b, c] = ['a', 'b', 'c'].map((name) => request(store, name, log))
    b?.abort('late')
    await flush()
    expect(log).toEqual(['a', 'b: late'])
    await a?.end()
    await c?.end()
    expect(log).toEqual(['a', 'b: late', 'c'])
    await expect(store.acquire('key', 1, AbortSignal.abort('late'))).rejects.toBe('late')
  })

  it('ends a lease that nobody releases', async () => {
    const store = createMemoryWriteStore()
    const log: string[] = []
    const [a, , c] = ['a', 'b', 'c'].map((name) => request(store, name, log))
    await vi.advanceTimersByTimeAsync(999)
    expect(log).toEqual(['a'])
    await vi.advanceTimersByTimeAsync(1)
    expect(log).toEqual(['a', 'b'])
    // The late end of `a` does not end the lease of `b`.
    await a?.end()
    await flush()
    expect(log).toEqual(['a', 'b'])
    await vi.advanceTimersByTimeAsync(1000)
    await c?.end()
    expect(log).toEqual(['a', 'b', 'c'])
  })

  it('refuses more waiting requests than its limit', async () => {
    const store = createMemoryWriteStore({ maxWaiting: 2 })
    const log: string[] = []
    const [a] = ['a', 'b', 'c', 'd'].map((name) => request(store, name, log))
    await flush()
    expect(log).toEqual([expect.stringMatching(/^d: .*More than 2 writes of one user/), 'a'])
    await a?.end()
    request(store, 'e', log)
    await flush()
    expect(log).toHaveLength(3)
  })
})

describe('createMemoryWriteStore: get', () => {
  it('returns a value until its time ends', () => {
    const store = createMemoryWriteStore()
    expect(store.get('key')).toBeUndefined()
    void store.set('key', 'a', 1000)
    void store.set('key', 'b', 2000)
    vi.advanceTimersByTime(1999)
    expect(store.get('key')).toBe('b')
    vi.advanceTimersByTime(1)
    expect(store.get('key')).toBeUndefined()
  })

  it('deletes the oldest values above its limit', () => {
    const store = createMemoryWriteStore({ maxLength: 10 })
    for (const key of ['a', 'b', 'a', 'c']) void store.set(key, key.repeat(4), 1000)
    expect(['a', 'b', 'c'].map((key) => store.get(key))).toEqual(['aaaa', undefined, 'cccc'])
    void store.set('d', 'd'.repeat(11), 1000)
    expect(['a', 'c', 'd'].map((key) => store.get(key))).toEqual([undefined, undefined, undefined])
  })
})
