import { describe, expect, it } from 'vitest'
import type { NotificationCatalog } from '../../../src/core/preferences/catalog.js'
import { seqHeader, writerHeader } from '../../../src/core/protocol.js'
import { memory, openHandler } from '../handler.fixture.js'

const types: NotificationCatalog = [
  { id: 'security', default: true, locked: { channels: ['email'] } },
  { id: 'billing', default: true, locked: {} },
  { id: 'news' },
  { id: 'tips' },
]
describe('checkLocks', () => {
  it.each([
    [{ type: 'security', channel: 'email', enabled: false }],
    [{ type: 'security', enabled: false }],
    [{ type: 'billing', channel: 'push', enabled: false }],
    [{ type: 'billing', enabled: true }],
  ])('refuses %j and saves the other changes of the request', async (change) => {
    const { send, getWrites } = openHandler({ catalog: types })
    const news = { type: 'news', channel: 'push', enabled: true }
    const changes = [change, news]
    const refused = [{ index: 0, error: { code: 'locked', fields: { 'changes[0]': 'is locked' } } }]
    const saved = await send('PATCH', '/preferences', { changes })
    expect(saved).toMatchObject({ status: 200, body: { refused } })
    expect(saved.body.data.types[0].channels.push.state).toBe('on')
    const identified = await send('PUT', '/user', { patch: {}, preferences: changes })
    expect(identified).toMatchObject({ status: 200, body: { data: { id: 'ada' }, refused } })
    expect(getWrites()).toMatchObject([
      { member: 'preferences.update', input: [news] },
      { member: 'users.identify', input: { preferences: [news] } },
    ])
  })

  it('refuses a request of which every change is locked', async () => {
    const { send, getWrites } = openHandler({ catalog: types })
    const changes = ['email', 'push'].map((channel) => ({
      type: 'billing',
      channel,
      enabled: true,
    }))
    const fields = { 'changes[0]': 'is locked', 'changes[1]': 'is locked' }
    const error = { code: 'locked', fields }
    expect(await send('PATCH', '/preferences', { changes })).toMatchObject({
      status: 403,
      body: { error },
    })
    const body = { patch: { name: 'Ada' }, preferences: changes }
    expect(await send('PUT', '/user', body)).toMatchObject({ status: 403, body: { error } })
    expect(getWrites()).toEqual([])
    const order = { [writerHeader]: 'w', [seqHeader]: '1' }
    const identified = await send('PUT', '/user', body, order)
    expect(identified).toMatchObject({ status: 200, body: { data: { name: 'Ada' } } })
    expect(identified.body.refused).toHaveLength(2)
    expect(getWrites()).toMatchObject([{ input: { patch: { name: 'Ada' } } }])
  })

  it('accepts other changes', async () => {
    const { send } = openHandler({ catalog: types })
    const changes = [
      { type: 'security', channel: 'push', enabled: false },
      { channel: 'email', enabled: false },
    ]
    const { body } = await send('PATCH', '/preferences', { changes })
    expect(body.data.types[1].channels).toEqual({ email: { state: 'on' }, push: { state: 'off' } })
  })

  it('removes locked settings from rows', async () => {
    const rows = memory({ rules: { write: 'row' } })
    const change = { type: 'security', channel: 'push', enabled: false, row: { email: false } }
    const served = openHandler({ catalog: types, adapter: rows })
    const { status, body } = await served.send('PATCH', '/preferences', { changes: [change] })
    expect(status).toBe(200)
    expect(body.data.types[1].channels).toEqual({ email: { state: 'on' }, push: { state: 'off' } })
    const others = ['news', 'tips'].map((type) => ({ ...change, type }))
    const other = await served.send('PATCH', '/preferences', { changes: others })
    // A row fills only what the service doesn't hold.
    expect(other.body.data.types[0].channels.email).toEqual({ state: 'on' })
    expect(other.body.data.types.at(-1).channels.email).toEqual({ state: 'off' })
  })
})

describe('resetsLocked', () => {
  it.each([
    ['by a default', [{ id: 'a', default: true, locked: {} }], true],
    [
      'by a default of each channel',
      [{ id: 'a', default: { email: true }, locked: { channels: ['email'] } }],
      true,
    ],
    ['without a default', [{ id: 'a', locked: {} }], false],
    [
      'without a default of the locked channel',
      [{ id: 'a', default: { email: true }, locked: { channels: ['push'] } }],
      false,
    ],
  ] satisfies [string, NotificationCatalog, boolean][])(
    'serves a reset only if locked settings have defaults: locked %s, %j, %j',
    async (_, catalog, isServed) => {
      const { send, getWrites } = openHandler({ catalog })
      const { body: read } = await send('GET', '?read=')
      expect(read.capabilities.preferences.reset).toBe(isServed)
      const { status } = await send('DELETE', '/preferences')
      expect(status).toBe(isServed ? 200 : 403)
      expect(getWrites()).toHaveLength(isServed ? 1 : 0)
    },
  )
})
