import { describe, expect, it } from 'vitest'
import { IdentikitError } from '../../../src/core/errors.js'
import { everything, memory, openHandler } from '../handler.fixture.js'
import { at, openOrdered, withoutOrder, withPreferences } from './order.fixture.js'

const key = (channel: string | null, type: string | null = 'news') =>
  JSON.stringify([type, channel])
const change = (channel: string, enabled: boolean) => ({ type: 'news', channel, enabled })

describe('orderAdapter: preferences', () => {
  it('answers an older write with the current data and changes nothing', async () => {
    const { turn, getWrites } = openOrdered()
    const newer = await turn(true, 2)
    expect(newer.body).not.toHaveProperty('superseded')
    const older = await turn(false, 1)
    expect(older.status).toBe(200)
    expect(older.body).toEqual({ data: newer.body.data, superseded: [key('email')] })
    expect(getWrites()).toHaveLength(1)
  })

  it('applies a repeated write again', async () => {
    const { turn, getWrites } = openOrdered()
    await turn(false, 2)
    expect((await turn(false, 2)).body).not.toHaveProperty('superseded')
    expect(getWrites()).toHaveLength(2)
  })

  it('does not apply a repeated write again after one of another browser', async () => {
    const { send, turn, getWrites } = openOrdered()
    await turn(false, 2)
    await send('PATCH', '/preferences', { changes: [change('email', true)] }, at(1, 'phone'))
    expect((await turn(false, 2)).body.superseded).toEqual([key('email')])
    expect(getWrites()).toHaveLength(2)
  })

  it('removes only the superseded changes of a batch', async () => {
    const { send, turn, getWrites } = openOrdered()
    await turn(true, 5)
    const changes = [change('email', false), change('push', true)]
    const { body } = await send('PATCH', '/preferences', { changes }, at(4))
    expect(body.superseded).toEqual([key('email')])
    expect(getWrites()[1]).toEqual({ member: 'preferences.update', input: [change('push', true)] })
  })

  it('orders each browser and each user alone', async () => {
    const { send, turn } = openOrdered()
    await turn(true, 5)
    const changes = [change('email', false)]
    const other = await send('PATCH', '/preferences', { changes }, at(1, 'other'))
    expect(other.body).not.toHaveProperty('superseded')
    const grace = await send('PATCH', '/preferences', { changes }, { ...at(1), cookie: 'grace' })
    expect(grace.body).not.toHaveProperty('superseded')
    expect((await turn(true, 4)).body.superseded).toEqual([key('email')])
  })

  it('applies writes of older browsers as they arrive', async () => {
    const { send, turn, isOn } = openOrdered()
    await turn(true, 5)
    const { body } = await send('PATCH', '/preferences', { changes: [change('email', false)] })
    expect(body).not.toHaveProperty('superseded')
    expect(await isOn()).toBe(false)
    expect((await turn(true, 4)).body.superseded).toEqual([key('email')])
    expect(await isOn()).toBe(false)
  })

  it('forgets the order of a write that the service refused', async () => {
    const { turn, service, isOn } = openOrdered()
    service.faults.fail = () => new IdentikitError('rate-limited', 'Wait.', { status: 429 })
    expect((await turn(true, 2)).status).toBe(429)
    service.faults.fail = undefined
    expect((await turn(false, 1)).body).not.toHaveProperty('superseded')
    expect(await isOn()).toBe(false)
  })

  it('supersedes older changes by a reset', async () => {
    const { send, turn, isOn } = openOrdered()
    await turn(false, 1)
    await send('DELETE', '/preferences', undefined, at(3))
    expect((await turn(false, 2)).body.superseded).toEqual([key('email')])
    expect(await isOn()).toBe(true)
  })

  it('keeps later choices at a reset that arrives after them', async () => {
    const { send, turn, isOn } = openOrdered()
    await turn(true, 1, 'push')
    await turn(false, 3)
    const { body } = await send('DELETE', '/preferences', undefined, at(2))
    expect(body.superseded).toEqual([key('email')])
    expect([await isOn(), await isOn('push')]).toEqual([false, false])
    const { email, push } = body.data.types[0].channels
    expect([email.state, push.state]).toEqual(['off', 'unset'])
  })
})

describe('orderAdapter: users and streak', () => {
  it('removes only superseded fields and traits', async () => {
    const { send, getWrites } = openOrdered({
      writable: { fields: ['name', 'locale'], traits: true },
    })
    const patch = { name: 'New', traits: { plan: 'new' } }
    await send('PATCH', '/user', { patch }, at(2))
    const older = { name: 'Old', locale: 'de', traits: { plan: 'old', theme: 'old' } }
    const { body } = await send('PATCH', '/user', { patch: older }, at(1))
    expect(body.superseded).toEqual(['name', 'traits.plan'])
    expect(body.data).toMatchObject({
      name: 'New',
      locale: 'de',
      traits: { plan: 'new', theme: 'old' },
    })
    expect(getWrites()[1]?.input).toEqual({ locale: 'de', traits: { theme: 'old' } })
  })

  it('answers an older identify with the current user', async () => {
    const { send, getWrites } = openOrdered()
    const preferences = [change('email', true)]
    await send('PUT', '/user', { patch: { name: 'New' }, preferences }, at(2))
    const older = { patch: { name: 'Old' }, preferences: [change('email', false)] }
    const { status, body } = await send('PUT', '/user', older, at(1))
    expect([status, body.data.name]).toEqual([200, 'New'])
    expect(body.superseded).toEqual(['name', key('email')])
    expect(getWrites()).toHaveLength(1)
  })

  it('identifies with the changes of preferences that are not superseded', async () => {
    const { send, turn, getWrites } = openOrdered()
    await turn(true, 2)
    const preferences = [change('email', false), change('push', true)]
    const { body } = await send('PUT', '/user', { patch: { name: 'Ada' }, preferences }, at(1))
    expect(body.superseded).toEqual([key('email')])
    expect(getWrites()[1]?.input).toEqual({
      patch: { name: 'Ada' },
      preferences: [change('push', true)],
    })
  })

  it('orders settings of a streak', async () => {
    const { send, getWrites } = openOrdered()
    await send('PATCH', '/streak', { patch: { enabled: true } }, at(2))
    const patch = { enabled: false, daysOff: [0] }
    const { body } = await send('PATCH', '/streak', { patch }, at(1))
    expect(body).toMatchObject({ data: { enabled: true, daysOff: [0] }, superseded: ['enabled'] })
    const again = await send('PATCH', '/streak', { patch: { enabled: false } }, at(1))
    expect(again.body).toMatchObject({ data: { enabled: true }, superseded: ['enabled'] })
    expect(getWrites()).toHaveLength(2)
  })

  it('does not let an older event change the user', async () => {
    const { send, getWrites } = openOrdered({ allow: everything })
    await send('PATCH', '/user', { patch: { name: 'New' } }, at(2))
    await send('POST', '/events', { event: { name: 'ran', user: { name: 'Old' } } }, at(1))
    expect(getWrites()[1]).toMatchObject({ member: 'events.track', input: { user: {} } })
  })

  it('forgets a deleted user', async () => {
    const { send, turn } = openOrdered({ allow: everything })
    await turn(true, 5)
    await send('DELETE', '/user')
    await send('PUT', '/user', { patch: { name: 'Ada' } }, at(6))
    expect((await turn(false, 1)).body).not.toHaveProperty('superseded')
  })
})

describe('orderAdapter: reports', () => {
  /** An adapter whose service refuses the first change of each write. */
  const refusing = withPreferences(withoutOrder(memory()), ({ get, update }) => ({
    update(id, input, options) {
      const [first, ...others] = [input].flat()
      const error = new IdentikitError('unsupported', 'sentinel')
      if (first) options?.onReport?.({ refused: [{ index: 0, error }] })
      return others.length > 0 ? update(id, others) : get(id)
    },
  }))

  it('names refused changes by their index in the request', async () => {
    const catalog = [{ id: 'billing', default: true, locked: {} }, { id: 'news' }]
    const { send, faults } = openHandler({ adapter: refusing, catalog })
    const first = [change('email', true), change('sms', true)]
    await send('PATCH', '/preferences', { changes: first }, at(5))
    const billing = { type: 'billing', channel: 'email', enabled: false }
    const changes = [billing, change('sms', false), change('push', true), change('chat', true)]
    const { status, body } = await send('PATCH', '/preferences', { changes }, at(4))
    expect([status, body.superseded]).toEqual([200, [key('sms')]])
    expect(body.refused).toMatchObject([
      { index: 0, error: { code: 'locked', fields: { 'changes[0]': 'is locked' } } },
      { index: 2, error: { code: 'unsupported', requestId: expect.any(String) } },
    ])
    expect(JSON.stringify(body)).not.toContain('sentinel')
    expect(faults).toEqual([])
  })

  it('answers with the error if the service refuses every change', async () => {
    const { send } = openHandler({ adapter: refusing })
    const answer = await send('PATCH', '/preferences', { changes: [change('email', true)] }, at(5))
    expect(answer).toMatchObject({ status: 501, body: { error: { code: 'unsupported' } } })
    const older = await send('PATCH', '/preferences', { changes: [change('email', false)] }, at(4))
    expect(older.body).not.toHaveProperty('superseded')
  })
})

it('createUserHandler: has an order over every service', async () => {
  const { send } = openOrdered()
  const { body } = await send('GET', '?read=')
  expect(body.capabilities).toMatchObject({ order: true, preferences: { rules: { order: true } } })
})
