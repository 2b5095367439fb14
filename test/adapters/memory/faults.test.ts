import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { IdentikitError } from '../../../src/core/errors.js'

function open() {
  const adapter = createMemoryAdapter({ users: [{ id: 'ada', name: 'Ada' }, { id: 'grace' }] })
  return { ...createAdminClient(adapter), adapter, faults: adapter.faults }
}

const getName = (user: { name?: string }) => user.name

/** Returns the order of the responses to eight updates. */
async function getResponseOrder(seed: number | undefined) {
  const { users, faults } = open()
  faults.reorder = seed
  const order: string[] = []
  const names = Array.from({ length: 8 }, (_, index) => `name ${index}`)
  const all = names.map((name) => users.update('ada', { name }).then(() => order.push(name)))
  await vi.runAllTimersAsync()
  await Promise.all(all)
  faults.reorder = undefined
  expect(getName(await users.get('ada'))).toBe('name 7')
  return order
}

describe('createMemoryAdapter', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('faults.latency: delays the response, not the write', async () => {
    const { users, faults } = open()
    faults.latency = 300
    let settled = false
    const saved = users.update('ada', { name: 'Augusta' }).then(() => (settled = true))
    faults.latency = 0
    expect(getName(await users.get('ada'))).toBe('Augusta')
    await vi.advanceTimersByTimeAsync(299)
    expect(settled).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await saved
  })

  it('faults.latency: takes a random time between a minimum and a maximum', async () => {
    const { users, faults } = open()
    faults.latency = [100, 200]
    const times = Array.from({ length: 20 }, async () => {
      await users.get('ada')
      return Date.now()
    })
    const start = Date.now()
    await vi.runAllTimersAsync()
    const waits = (await Promise.all(times)).map((time) => time - start)
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(100)
    expect(Math.max(...waits)).toBeLessThanOrEqual(200)
    expect(new Set(waits).size).toBeGreaterThan(5)
  })

  it('faults.latency: never responds with Infinity, and rejects on abort', async () => {
    const { users, faults } = open()
    faults.latency = Infinity
    const abort = new AbortController()
    const answer = users.get('ada', { signal: abort.signal })
    const reason = new Error('changed my mind')
    const settled = vi.fn<() => void>()
    answer.then(settled, settled)
    await vi.advanceTimersByTimeAsync(1e9)
    expect(settled).not.toHaveBeenCalled()
    abort.abort(reason)
    await expect(answer).rejects.toBe(reason)
  })

  it('faults.offline: rejects with network and changes nothing', async () => {
    const { users, faults } = open()
    faults.offline = true
    const update = users.update('ada', { name: 'Augusta' })
    await expect(update).rejects.toMatchObject({ code: 'network' })
    faults.offline = false
    expect(getName(await users.get('ada'))).toBe('Ada')
  })

  it('faults.fail: rejects the selected calls and changes nothing', async () => {
    const { users, preferences, adapter, faults } = open()
    const error = new IdentikitError('rate-limited', 'Too fast.')
    faults.fail = ({ member, id }) =>
      member === 'users.update' && id === 'ada' ? error : undefined
    await expect(users.update('ada', { name: 'Augusta' })).rejects.toBe(error)
    expect(getName(await users.update('grace', { name: 'Grace' }))).toBe('Grace')
    await preferences.update('ada', { enabled: false }, { source: 'preference-center' })
    faults.fail = undefined
    expect(getName(await users.get('ada'))).toBe('Ada')
    expect(adapter.calls.slice(0, 3)).toEqual([
      { member: 'users.update', id: 'ada', input: { name: 'Augusta' } },
      { member: 'users.update', id: 'grace', input: { name: 'Grace' } },
      {
        member: 'preferences.update',
        id: 'ada',
        input: [{ enabled: false }],
        source: 'preference-center',
      },
    ])
  })

  it('faults.loseResponse: writes and rejects with network', async () => {
    const { users, faults } = open()
    faults.loseResponse = ({ member }) => member === 'users.update'
    const update = users.update('ada', { name: 'Augusta' })
    await expect(update).rejects.toMatchObject({ code: 'network' })
    expect(getName(await users.get('ada'))).toBe('Augusta')
  })

  it('faults.reorder: writes in order and responds in the order of the seed', async () => {
    const plain = await getResponseOrder(undefined)
    expect(await getResponseOrder(7)).toEqual(await getResponseOrder(7))
    expect(await getResponseOrder(7)).not.toEqual(plain)
    expect(await getResponseOrder(7)).not.toEqual(await getResponseOrder(8))
  })

  it('faults.pause: holds responses until faults.release()', async () => {
    const { users, faults } = open()
    faults.pause = true
    const order: string[] = []
    const ada = users.get('ada').then(() => order.push('ada'))
    const grace = users.get('grace').then(() => order.push('grace'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(faults.pending.map(({ id }) => id)).toEqual(['ada', 'grace'])
    faults.release(({ id }) => id === 'grace')
    await grace
    expect(faults.pending.map(({ id }) => id)).toEqual(['ada'])
    faults.release()
    await ada
    expect(order).toEqual(['grace', 'ada'])
  })

  it('faults.pause: drops the response of an aborted call', async () => {
    const { users, faults } = open()
    faults.pause = true
    const abort = new AbortController()
    const answer = users.get('ada', { signal: abort.signal })
    abort.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    expect(faults.pending).toEqual([])
  })

  it('refuses to archive a user, and keeps it', async () => {
    const { users } = open()
    const archived = users.delete('ada', { archive: true })
    await expect(archived).rejects.toMatchObject({ code: 'unsupported' })
    expect(getName(await users.get('ada'))).toBe('Ada')
  })

  it('copies its input and its results', async () => {
    const { users, adapter } = open()
    const traits = { deep: { list: [1] } }
    const answer = await users.update('ada', { traits })
    traits.deep.list.push(2)
    Object.assign(answer.traits, { more: true })
    expect((await users.get('ada')).traits).toEqual({ deep: { list: [1] } })
    expect(adapter.calls[0]?.input).toEqual({ traits: { deep: { list: [1] } } })
  })

  it('trackedEvents: holds one event for each idempotency key', async () => {
    const { events, users, adapter } = open()
    const event = { name: 'wrote', value: 3, idempotencyKey: 'once' }
    await events.track('ada', event)
    await events.track('ada', event)
    await events.track('new', { name: 'joined', user: { name: 'New' } })
    expect(adapter.trackedEvents).toEqual([
      { ...event, userId: 'ada' },
      { name: 'joined', user: { name: 'New' }, userId: 'new' },
    ])
    expect(getName(await users.get('new'))).toBe('New')
  })
})
