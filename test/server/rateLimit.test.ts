import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRemoteAdapter } from '../../src/adapters/remote/remote.js'
import { createUserHandler, type RateLimitOptions } from '../../src/server.js'
import { createMemoryRateLimitStore } from '../../src/server/memoryRateLimitStore.js'
import { change, memory, openHandler } from './handler.fixture.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const toggle = { changes: [change] }

/** Sends requests of one user and returns their statuses. */
async function sendMany(
  { send }: ReturnType<typeof openHandler>,
  count: number,
  [method, path, body]: readonly [string, string, unknown?] = ['PATCH', '/preferences', toggle],
  cookie = 'ada',
) {
  const found: number[] = []
  for (let sent = 0; sent < count; sent += 1) {
    found.push((await send(method, path, body, { cookie })).status)
  }
  return found
}

const repeat = (status: number, count: number) => Array.from({ length: count }, () => status)

describe('createRateLimit: default', () => {
  it('allows 120 writes per minute and user', async () => {
    const served = openHandler()
    expect(await sendMany(served, 122)).toEqual([...repeat(200, 120), 429, 429])
    vi.advanceTimersByTime(59_999)
    expect(await sendMany(served, 1)).toEqual([429])
    vi.advanceTimersByTime(1)
    expect(await sendMany(served, 1)).toEqual([200])
  })

  it('allows 600 reads, counted separately', async () => {
    const served = openHandler()
    expect(await sendMany(served, 120)).toEqual(repeat(200, 120))
    expect(await sendMany(served, 601, ['GET', '?read='])).toEqual([...repeat(200, 600), 429])
  })
})

describe('createRateLimit: limit', () => {
  const rateLimit: RateLimitOptions = { limit: { writes: 2, reads: 1 }, window: 10_000 }

  it('counts each user', async () => {
    const served = openHandler({ rateLimit })
    expect(await sendMany(served, 3)).toEqual([200, 200, 429])
    expect(await sendMany(served, 2, undefined, 'grace')).toEqual([200, 200])
  })

  it('counts refused requests, and none of signed-out users', async () => {
    const served = openHandler({ rateLimit })
    expect(await sendMany(served, 3, ['PATCH', '/user', {}])).toEqual([400, 400, 429])
    const open = openHandler({ rateLimit })
    expect(await sendMany(open, 3, undefined, '')).toEqual([401, 401, 401])
    expect((await open.send('PATCH', '/preferences', toggle, { origin: 'null' })).status).toBe(403)
    expect(await sendMany(open, 2)).toEqual([200, 200])
  })

  it('answers Retry-After in seconds, rounded up', async () => {
    const served = openHandler({ rateLimit })
    await sendMany(served, 2)
    vi.advanceTimersByTime(2500)
    const answer = await served.send('PATCH', '/preferences', toggle)
    expect(answer.headers.get('retry-after')).toBe('8')
    expect(answer.body.error).toMatchObject({ code: 'rate-limited', retryAfter: 7500 })
    vi.advanceTimersByTime(7499)
    expect((await served.send('PATCH', '/preferences', toggle)).headers.get('retry-after')).toBe(
      '1',
    )
    expect(served.faults).toEqual([])
    expect(served.getWrites()).toHaveLength(2)
  })

  it('reaches the browser as an error with retryAfter', async () => {
    const { handler } = openHandler({ rateLimit, authenticate: () => 'ada' })
    const url = 'https://app.example.com/api/identikit'
    const remote = createRemoteAdapter({
      url,
      fetch: (input, init) => handler(new Request(input, init)),
    })
    await remote.preferences?.update('ada', change)
    await remote.preferences?.update('ada', change)
    await expect(remote.preferences?.update('ada', change)).rejects.toMatchObject({
      code: 'rate-limited',
      status: 429,
      retryAfter: 10_000,
    })
  })

  it('can be false', async () => {
    const served = openHandler({ rateLimit: false })
    expect(await sendMany(served, 200)).toEqual(repeat(200, 200))
  })

  it.each([
    { limit: { writes: 0 } },
    { limit: { reads: -1 } },
    { limit: { reads: 1.5 } },
    { limit: { writes: Number.NaN } },
    { limit: { writes: '9' as never } },
    { limit: 1e9 as never },
    { limit: { write: 5 } as never },
    { limit: [5] as never },
    { limit: null as never },
    { limits: { writes: 5 } } as never,
    { window: 0 },
    { window: Infinity },
    { window: '60s' as never },
    { store: {} as never },
    { store: 'redis' as never },
    true as never,
    100 as never,
    [] as never,
  ])('refuses %j by name', (wrong) => {
    const options = { adapter: memory(), authenticate: () => 'ada', rateLimit: wrong }
    expect(() => createUserHandler(options)).toThrow(
      /createUserHandler: `rateLimit.*` (?:must|is not).*\(misuse\)/,
    )
  })
})

describe('createRateLimit: store', () => {
  it('receives a key per user and kind, and decides', async () => {
    const hit = vi.fn(async () => ({ count: 121, wait: 1234.5 }))
    const served = openHandler({ rateLimit: { store: { hit } } })
    const answer = await served.send('PATCH', '/preferences', toggle)
    expect(answer).toMatchObject({ status: 429, body: { error: { retryAfter: 1235 } } })
    expect((await served.send('GET', '?read=')).status).toBe(200)
    expect(hit.mock.calls).toEqual([
      ['identikit:writes:ada', 60_000],
      ['identikit:reads:ada', 60_000],
    ])
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('sentinel')
      },
    ],
    ['rejects', () => Promise.reject(new Error('sentinel'))],
    ['gives nothing', () => undefined as never],
    ['gives no numbers', () => ({ count: Number.NaN, wait: 0 })],
    ['never answers', () => new Promise<never>(() => {})],
  ])('that %s does not block requests, and is reported', async (_, hit) => {
    const { send, faults, getWrites } = openHandler({ rateLimit: { store: { hit } } })
    const answer = send('PATCH', '/preferences', toggle)
    await vi.advanceTimersByTimeAsync(1000)
    expect(await answer).toMatchObject({ status: 200 })
    expect(getWrites()).toHaveLength(1)
    expect(faults).toMatchObject([{ error: { code: 'service' } }])
    expect(faults[0]?.error.message).toContain('The store of rateLimit failed')
  })

  it('with a wait outside the window is corrected', async () => {
    for (const [wait, expected] of [
      [1e9, 60_000],
      [-5, 0],
    ]) {
      const store = { hit: () => ({ count: 1000, wait: wait ?? 0 }) }
      const { body } = await openHandler({ rateLimit: { store } }).send('DELETE', '/preferences')
      expect(body.error.retryAfter).toBe(expected)
    }
  })
})

describe('createMemoryRateLimitStore', () => {
  it('counts within a window that starts at the first request', () => {
    const store = createMemoryRateLimitStore()
    expect(store.hit('a', 100)).toEqual({ count: 1, wait: 100 })
    vi.advanceTimersByTime(60)
    expect(store.hit('a', 100)).toEqual({ count: 2, wait: 40 })
    vi.advanceTimersByTime(40)
    expect(store.hit('a', 100)).toEqual({ count: 1, wait: 100 })
  })

  it('deletes the oldest counts above its maximum', () => {
    const store = createMemoryRateLimitStore(3)
    for (const key of ['a', 'b', 'c', 'd']) void store.hit(key, 100)
    expect(store.hit('b', 100)).toMatchObject({ count: 2 })
    expect(store.hit('a', 100)).toMatchObject({ count: 1 })
    expect(store.hit('d', 100)).toMatchObject({ count: 2 })
  })

  it('accepts any key', () => {
    const store = createMemoryRateLimitStore()
    for (const key of ['__proto__', 'constructor', '']) {
      expect(store.hit(key, 100)).toMatchObject({ count: 1 })
      expect(store.hit(key, 100)).toMatchObject({ count: 2 })
    }
  })
})
