import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemoryAdapter } from '../../../src/adapters/memory/memory.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { IdentikitError } from '../../../src/core/errors.js'

function open() {
  const adapter = createMemoryAdapter({ users: [{ id: 'ada', name: 'Ada' }, { id: 'grace' }] })
  return { ...createAdminClient(adapter), adapter, faults: adapter.faults }
}

const nameOf = (answer: { name?: string }) => answer.name

/** In which order answers to eight updates come. */
async function orderOf(seed: number | undefined) {
  const { users, faults } = open()
  faults.reorder = seed
  const order: string[] = []
  const names = Array.from({ length: 8 }, (_, index) => `name ${index}`)
  const all = names.map((name) => users.update('ada', { name }).then(() => order.push(name)))
  await vi.runAllTimersAsync()
  await Promise.all(all)
  faults.reorder = undefined
  expect(nameOf(await users.get('ada'))).toBe('name 7')
  return order
}

describe('the memory adapter and its faults', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('answers late, and has done what was asked by then', async () => {
    const { users, faults } = open()
    faults.latency = 300
    let settled = false
    const saved = users.update('ada', { name: 'Augusta' }).then(() => (settled = true))
    faults.latency = 0
    expect(nameOf(await users.get('ada'))).toBe('Augusta')
    await vi.advanceTimersByTimeAsync(299)
    expect(settled).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await saved
  })

  it('takes a time between the least and the most', async () => {
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

  it('never answers when told so, until it is aborted', async () => {
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

  it('does nothing while it is offline', async () => {
    const { users, faults } = open()
    faults.offline = true
    const update = users.update('ada', { name: 'Augusta' })
    await expect(update).rejects.toMatchObject({ code: 'network' })
    faults.offline = false
    expect(nameOf(await users.get('ada'))).toBe('Ada')
  })

  it('fails the calls that it is told to, before anything is done', async () => {
    const { users, preferences, adapter, faults } = open()
    const error = new IdentikitError('rate-limited', 'Too fast.')
    faults.fail = ({ member, id }) =>
      member === 'users.update' && id === 'ada' ? error : undefined
    await expect(users.update('ada', { name: 'Augusta' })).rejects.toBe(error)
    expect(nameOf(await users.update('grace', { name: 'Grace' }))).toBe('Grace')
    await preferences.update('ada', { enabled: false }, { source: 'preference-center' })
    faults.fail = undefined
    expect(nameOf(await users.get('ada'))).toBe('Ada')
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

  it('loses the answer to what was done', async () => {
    const { users, faults } = open()
    faults.lose = ({ member }) => member === 'users.update'
    const update = users.update('ada', { name: 'Augusta' })
    await expect(update).rejects.toMatchObject({ code: 'network' })
    expect(nameOf(await users.get('ada'))).toBe('Augusta')
  })

  it('answers in an order that a seed decides, and does everything in the order asked', async () => {
    const plain = await orderOf(undefined)
    expect(await orderOf(7)).toEqual(await orderOf(7))
    expect(await orderOf(7)).not.toEqual(plain)
    expect(await orderOf(7)).not.toEqual(await orderOf(8))
  })

  it('keeps answers back until they are let go', async () => {
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

  it('holds no answer that nobody waits for', async () => {
    const { users, faults } = open()
    faults.pause = true
    const abort = new AbortController()
    const answer = users.get('ada', { signal: abort.signal })
    abort.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
    expect(faults.pending).toEqual([])
  })

  it('erases nobody who should have been archived', async () => {
    const { users } = open()
    const archived = users.delete('ada', { archive: true })
    await expect(archived).rejects.toMatchObject({ code: 'unsupported' })
    expect(nameOf(await users.get('ada'))).toBe('Ada')
  })

  it('cannot be changed through what was given or answered', async () => {
    const { users, adapter } = open()
    const traits = { deep: { list: [1] } }
    const answer = await users.update('ada', { traits })
    traits.deep.list.push(2)
    Object.assign(answer.traits, { more: true })
    expect((await users.get('ada')).traits).toEqual({ deep: { list: [1] } })
    expect(adapter.calls[0]?.input).toEqual({ traits: { deep: { list: [1] } } })
  })

  it('records events, each idempotency key once', async () => {
    const { events, users, adapter } = open()
    const event = { name: 'wrote', value: 3, idempotencyKey: 'once' }
    await events.track('ada', event)
    await events.track('ada', event)
    await events.track('new', { name: 'joined', user: { name: 'New' } })
    expect(adapter.tracked).toEqual([
      { ...event, userId: 'ada' },
      { name: 'joined', user: { name: 'New' }, userId: 'new' },
    ])
    expect(nameOf(await users.get('new'))).toBe('New')
  })
})
