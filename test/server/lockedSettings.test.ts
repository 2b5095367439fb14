import { describe, expect, it } from 'vitest'
import type { NotificationCatalog } from '../../src/core/preferences/catalog.js'
import { memory, openHandler } from './handler.fixture.js'

const types: NotificationCatalog = [
  { id: 'security', default: true, locked: { channels: ['email'] } },
  { id: 'billing', default: true, locked: {} },
]
const locked = { status: 403, body: { error: { code: 'locked', fields: expect.anything() } } }

describe('checkLocks', () => {
  it.each([
    [{ type: 'security', channel: 'email', enabled: false }],
    [{ type: 'security', enabled: false }],
    [{ type: 'billing', channel: 'push', enabled: false }],
    [{ type: 'billing', enabled: true }],
  ])('refuses %j with all changes of the request', async (change) => {
    const { send, getWrites } = openHandler({ catalog: types })
    const changes = [{ type: 'news', channel: 'push', enabled: true }, change]
    expect(await send('PATCH', '/preferences', { changes })).toMatchObject(locked)
    const identified = await send('PUT', '/user', { patch: {}, preferences: changes })
    expect(identified).toMatchObject(locked)
    expect(identified.body.error.fields).toEqual({ 'changes[1]': 'is locked' })
    expect(getWrites()).toEqual([])
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
    const news = { type: 'news', channel: 'push', enabled: false, row: { email: false } }
    const other = await served.send('PATCH', '/preferences', { changes: [news] })
    expect(other.body.data.types[0].channels.email).toEqual({ state: 'off' })
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
