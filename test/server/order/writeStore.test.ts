import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryWriteStore, type WriteStore } from '../../../src/server.js'
import { memory, openHandler } from '../handler.fixture.js'
import { at, openOrdered, withoutOrder } from './order.fixture.js'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const never = () => new Promise<never>(() => {})
const fails = () => Promise.reject(new Error('sentinel'))

/** Waits for an answer while time passes. */
async function settle<T>(answer: Promise<T>, milliseconds = 20_000): Promise<T> {
  await vi.advanceTimersByTimeAsync(milliseconds)
  return answer
}

/** Creates a memory store whose methods can be replaced, and records its keys and values. */
function createStore(replace: Partial<WriteStore> = {}) {
  const memoryStore = createMemoryWriteStore()
  const texts: string[] = []
  const store: WriteStore = {
    acquire(key, ttl, signal) {
      texts.push(key)
      return memoryStore.acquire(key, ttl, signal)
    },
    get: (key) => memoryStore.get(key),
    set(key, value, ttl) {
      texts.push(key, value)
      return memoryStore.set(key, value, ttl)
    },
    ...replace,
  }
  return { store, texts }
}

describe('writeStore', () => {
  it('receives no data of a person except the id and the names of settings', async () => {
    const { store, texts } = createStore()
    const { send, turn, service } = openOrdered({
      writeStore: store,
      allow: ['devices', 'events'],
      writable: { fields: ['name', 'email'], traits: true },
    })
    const patch = { name: 'sentinel', email: 'sentinel@example.com', traits: { plan: 'sentinel' } }
    await send('PUT', '/user', { patch }, at(1))
    await send('PUT', '/devices', { device: { token: 'sentinel' } }, at(2))
    await send(
      'PATCH',
      '/streak',
      { patch: { metrics: [{ key: 'words', threshold: 4711 }] } },
      at(3),
    )
    await turn(true, 4)
    expect(service.calls.length).toBeGreaterThan(3)
    expect(texts.join('\n')).not.toMatch(/sentinel|4711|words/)
    const names = new Set(texts.filter((text) => text.startsWith('identikit:')))
    expect([...names]).toEqual([
      'identikit:lease:memory:ada',
      'identikit:order:memory:users:ada',
      'identikit:order:memory:streak:ada',
      'identikit:order:memory:preferences:ada',
    ])
    // On or off is held only after a write whose outcome is unknown.
    const values = texts.filter((text) => text.startsWith('[') && text.includes('news'))
    expect(values.map((text) => text.includes('true'))).toEqual([false, false])
  })

  it.each([
    ['acquire', { acquire: fails }],
    ['get', { get: fails }],
    ['get', { get: never }],
    ['set', { set: fails }],
    ['set', { set: never }],
  ] satisfies [string, Partial<WriteStore>][])(
    'that fails at %s is a 503, and nothing is written',
    async (name, replace) => {
      const { turn, faults, getWrites } = openOrdered({ writeStore: createStore(replace).store })
      const answer = await settle(turn(true, 1))
      expect(answer).toMatchObject({ status: 503, body: { error: { code: 'service' } } })
      expect(JSON.stringify(answer.body)).not.toContain('sentinel')
      expect(faults[0]?.error.message).toContain(`The writeStore failed at ${name}().`)
      expect(getWrites()).toEqual([])
    },
  )

  it('that never gives a lease is a 504 at the deadline', async () => {
    const { turn, getWrites } = openOrdered({ writeStore: createStore({ acquire: never }).store })
    expect(await settle(turn(true, 1))).toMatchObject({ status: 504 })
    expect(getWrites()).toEqual([])
  })

  it('gets back a lease that it gives after the deadline', async () => {
    const release = vi.fn<() => void>()
    const acquire = () =>
      new Promise<() => void>((resolve) => setTimeout(() => resolve(release), 12_000))
    const { turn, getWrites } = openOrdered({ writeStore: createStore({ acquire }).store })
    expect(await settle(turn(true, 1), 9000)).toMatchObject({ status: 504 })
    expect(release).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(release).toHaveBeenCalledTimes(1)
    expect(getWrites()).toEqual([])
  })

  it('that fails after a write does not fail it, and is reported', async () => {
    let count = 0
    const { store } = createStore({ set: () => ((count += 1) > 1 ? fails() : undefined) })
    const { turn, faults, isOn } = openOrdered({ writeStore: store })
    expect(await settle(turn(false, 1))).toMatchObject({ status: 200 })
    expect(await isOn()).toBe(false)
    expect(faults).toMatchObject([{ error: { code: 'service' } }])
    const { store: other } = createStore({ acquire: async () => fails })
    const second = openOrdered({ writeStore: other })
    expect(await settle(second.turn(false, 1))).toMatchObject({ status: 200 })
    expect(second.faults[0]?.error.message).toContain('release()')
  })

  it('is not used for reads, and not for a service that has an order itself', async () => {
    const store = { acquire: fails, get: fails, set: fails }
    const { send } = openOrdered({ writeStore: store })
    expect((await send('GET', '?read=user,preferences')).body.preferences).toHaveProperty('data')
    const plain = withoutOrder(memory())
    const preferences = plain.preferences && {
      ...plain.preferences,
      rules: { ...plain.preferences.rules, order: true },
    }
    const served = openHandler({
      adapter: { ...plain, order: true, preferences },
      writeStore: store,
      allow: ['devices'],
    })
    const changes = [{ type: 'news', channel: 'email', enabled: false }]
    expect((await served.send('PATCH', '/preferences', { changes }, at(1))).status).toBe(200)
    const identified = await served.send('PUT', '/user', { patch: {}, preferences: changes }, at(1))
    expect(identified.status).toBe(200)
    expect((await served.send('PUT', '/devices', { device: { token: 'a' } })).status).toBe(200)
  })
})

it('a record: holds fewer settings if their names are long, and orders the last ones', async () => {
  const { store, texts } = createStore()
  const { send } = openOrdered({ writeStore: store })
  const toChange = (index: number, enabled: boolean) => ({
    type: String(index).padEnd(256, '"'),
    channel: 'x'.padEnd(256, '"'),
    enabled,
  })
  for (const first of [0, 50, 100, 150]) {
    const changes = Array.from({ length: 50 }, (_, index) => toChange(first + index, true))
    expect((await send('PATCH', '/preferences', { changes }, at(2))).status).toBe(200)
  }
  expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(130_000)
  const isSuperseded = async (index: number) => {
    const changes = [toChange(index, false)]
    return 'superseded' in (await send('PATCH', '/preferences', { changes }, at(1))).body
  }
  expect([await isSuperseded(199), await isSuperseded(0)]).toEqual([true, false])
})

describe('a lease', () => {
  it('lets a write of the same user wait, and no other user', async () => {
    const { send, turn, service, getWrites } = openOrdered()
    service.faults.pause = true
    const first = turn(false, 1)
    const second = turn(true, 2)
    const grace = send('PATCH', '/user', { patch: { name: 'Grace' } }, { cookie: 'grace' })
    await vi.advanceTimersByTimeAsync(100)
    expect(getWrites().map(({ member }) => member)).toEqual(['preferences.update', 'users.update'])
    service.faults.pause = false
    service.faults.release()
    await settle(Promise.all([first, second, grace]), 0)
    expect(getWrites()).toHaveLength(3)
  })

  it('is waited for until the deadline, and nothing is sent later', async () => {
    const { store } = createStore()
    const { turn, getWrites } = openOrdered({ writeStore: store })
    const { signal } = new AbortController()
    const release = await store.acquire('identikit:lease:memory:ada', 60_000, signal)
    const answers = [1, 2, 3].map((seq) => turn(false, seq))
    const all = await settle(Promise.all(answers), 9000)
    expect(all.map(({ status }) => status)).toEqual([504, 504, 504])
    release()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(getWrites()).toEqual([])
    expect((await turn(true, 4)).status).toBe(200)
  })

  it('that comes too late to send a write leaves the order and the choices as they were', async () => {
    const { store } = createStore()
    let wait = 0
    const sleep = (milliseconds: number) =>
      new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
    const { turn, isOn, getWrites } = openOrdered({
      writeStore: {
        ...store,
        async acquire(key, ttl, signal) {
          await sleep(wait)
          return store.acquire(key, ttl, signal)
        },
        async set(key, value, ttl) {
          await store.set(key, value, ttl)
          await sleep(wait / 11)
        },
      },
    })
    expect((await settle(turn(true, 1), 10)).status).toBe(200)
    wait = 7600
    expect((await settle(turn(false, 3))).status).toBe(504)
    expect(getWrites()).toHaveLength(1)
    wait = 0
    expect((await settle(turn(true, 4, 'push'), 10)).status).toBe(200)
    expect(await isOn()).toBe(true)
    const { body } = await settle(turn(false, 2), 10)
    expect(body).not.toHaveProperty('superseded')
  })

  it('of a server that crashed ends after 10 seconds', async () => {
    const { store } = createStore()
    const { turn, getWrites } = openOrdered({ writeStore: store })
    await store.acquire('identikit:lease:memory:ada', 10_000, new AbortController().signal)
    const early = turn(true, 1)
    expect(await settle(early, 9000)).toMatchObject({ status: 504 })
    const later = turn(true, 1)
    expect(await settle(later, 1000)).toMatchObject({ status: 200 })
    expect(getWrites()).toHaveLength(1)
  })
})
