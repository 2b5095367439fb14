import { describe, expect, it } from 'vitest'
import type { NotificationCatalog } from '../../../src/core/preferences/catalog.js'
import { seqHeader, writerHeader } from '../../../src/core/protocol.js'
import { createUserHandler } from '../../../src/server.js'
import { memory, openHandler } from '../handler.fixture.js'

const catalog: NotificationCatalog = [
  { id: 'news', frequency: { options: ['daily', 'weekly'], default: 'weekly' } },
  { id: 'security', channels: ['email'] },
  { id: 'billing', locked: {}, frequency: { options: ['daily'] } },
]
const daily = { type: 'news', frequency: 'daily' }
const order = (seq: number) => ({ [writerHeader]: 'w', [seqHeader]: String(seq) })
const key = '["news",null,"frequency"]'

describe('createUserHandler: frequencies', () => {
  it('saves one, and answers with the options of the catalog', async () => {
    const { send, getWrites } = openHandler({ catalog })
    const saved = await send('PATCH', '/preferences', { changes: [daily] })
    expect(saved.status).toBe(200)
    const [news, security] = saved.body.data.types
    expect(news.frequency).toEqual({ value: 'daily', options: ['daily', 'weekly'] })
    expect(security).not.toHaveProperty('frequency')
    expect(getWrites()).toMatchObject([{ input: [daily] }])
    const cleared = await send('PATCH', '/preferences', {
      changes: [{ type: 'news', frequency: null }],
    })
    expect(cleared.body.data.types[0].frequency?.value).toBeUndefined()
  })

  it('lists frequencies in the capabilities', async () => {
    const { send } = openHandler()
    const { body } = await send('GET', '?read=preferences')
    expect(body.capabilities.preferences.rules.frequency).toBe(true)
  })

  it.each([
    [{ type: 'news', frequency: 'hourly' }, 'invalid', 'changes[0].frequency'],
    [{ type: 'security', frequency: 'daily' }, 'invalid', 'changes[0].frequency'],
    [{ type: 'unlisted', frequency: 'daily' }, 'invalid', 'changes[0].type'],
    [{ type: 'news', frequency: 'yearly' }, 'invalid', 'changes[0].frequency'],
    [{ type: 'billing', frequency: 'daily' }, 'locked', 'changes[0]'],
    [{ type: 'billing', frequency: null }, 'locked', 'changes[0]'],
  ])('refuses %j and saves the other changes', async (change, code, path) => {
    const { send, getWrites } = openHandler({ catalog })
    const saved = await send('PATCH', '/preferences', { changes: [change, daily] })
    expect(saved).toMatchObject({ status: 200, body: { refused: [{ index: 0, error: { code } }] } })
    expect(Object.keys(saved.body.refused[0].error.fields)).toEqual([path])
    expect(getWrites()).toMatchObject([{ input: [daily] }])
  })

  it('refuses them as unsupported where the service has none', async () => {
    const adapter = memory({ rules: { frequency: false } })
    const { send } = openHandler({ adapter, catalog })
    const news = { type: 'news', channel: 'push', enabled: true }
    expect(await send('PATCH', '/preferences', { changes: [daily, news] })).toMatchObject({
      status: 200,
      body: { refused: [{ index: 0, error: { code: 'unsupported' } }] },
    })
    expect(adapter.calls).toMatchObject([{ member: 'preferences.update', input: [news] }])
  })

  it('answers with options of a service only where there is no catalog', async () => {
    const preferences = {
      types: [{ id: 'tips', channels: {}, frequency: { options: ['instant', 'daily'] as const } }],
    }
    const read = async (given: NotificationCatalog) => {
      const { send } = openHandler({ adapter: memory({ preferences }), catalog: given })
      const { body } = await send('GET', '?read=preferences')
      return body.preferences.data.types[0].frequency
    }
    expect(await read([])).toEqual({ options: ['instant', 'daily'] })
    expect(await read([{ id: 'tips' }])).toBeUndefined()
    const tips = { id: 'tips', frequency: { options: ['daily', 'weekly'] as const } }
    expect(await read([tips])).toEqual({ options: ['daily', 'weekly'] })
  })

  it('orders the frequency of a type apart from its switch', async () => {
    const { send } = openHandler({ catalog })
    await send('PATCH', '/preferences', { changes: [daily] }, order(2))
    const late = [
      { type: 'news', frequency: 'weekly' },
      { type: 'news', enabled: false },
    ]
    const { body } = await send('PATCH', '/preferences', { changes: late }, order(1))
    expect(body.superseded).toEqual([key])
    expect(body.data.types[0]).toMatchObject({
      frequency: { value: 'daily' },
      setting: { state: 'off' },
    })
  })

  it('keeps a later frequency over an earlier reset that arrives after it', async () => {
    const { send } = openHandler()
    await send('PATCH', '/preferences', { changes: [daily] }, order(2))
    await send('PATCH', '/preferences', { changes: [{ type: 'news', enabled: false }] })
    const { body } = await send('DELETE', '/preferences', undefined, order(1))
    expect(body.data.types[0]).toMatchObject({ frequency: { value: 'daily' } })
    expect(body.data.types[0].setting).toBeUndefined()
  })

  it('writes a saved frequency again after a request whose outcome is unknown', async () => {
    const adapter = memory()
    const { send } = openHandler({ adapter, catalog })
    adapter.faults.loseResponse = ({ member }) => member === 'preferences.update'
    await send(
      'PATCH',
      '/preferences',
      { changes: [{ type: 'news', frequency: 'weekly' }] },
      order(1),
    )
    adapter.faults.loseResponse = undefined
    await send('PATCH', '/preferences', { changes: [daily] }, order(2))
    // The lost request arrives late at the service.
    await adapter.preferences?.update('ada', { type: 'news', frequency: 'weekly' })
    const other = { type: 'news', channel: 'push', enabled: true }
    const { body } = await send('PATCH', '/preferences', { changes: [other] }, order(3))
    expect(body.data.types[0].frequency.value).toBe('daily')
  })

  it('is locked for a user whom the handler cannot identify', async () => {
    const adapter = memory({ without: ['users.identify'] })
    const handler = createUserHandler({ adapter, catalog, authenticate: () => 'stranger' })
    const read = await handler.read({ headers: new Headers() })
    expect(read?.preferences?.types[0]?.frequency).toMatchObject({ locked: {} })
  })
})
