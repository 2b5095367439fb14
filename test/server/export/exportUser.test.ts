import { describe, expect, it } from 'vitest'
import { combineAdapters, IdentikitError, type UserAdapter } from '../../../src/core.js'
import { exportUser } from '../../../src/server.js'
import { createMemoryAdapter } from '../../../src/testing.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'

const recap = { type: 'recap', channel: 'email' }

/** Makes a choice of each kind, outside of any scope and in one. */
async function fill(adapter: UserAdapter): Promise<void> {
  await adapter.users?.identify?.('ada', { name: 'Ada', traits: { plan: 'pro' } }, {})
  await adapter.preferences?.update('ada', { ...recap, enabled: false })
  await adapter.preferences?.update('ada', { ...recap, enabled: true }, { scope: 'acme' })
  await adapter.preferences?.update(
    'ada',
    { type: 'recap', frequency: 'weekly' },
    { scope: 'beta' },
  )
  await adapter.schedule?.update('ada', { enabled: true }, { scope: 'gamma' })
  await adapter.streak?.update('ada', { daysOff: [0] })
  await adapter.devices?.add('ada', { token: 'a push token' })
  await adapter.users?.identify?.('eve', { name: 'Eve' }, {})
}

describe.each([
  ['memory', () => createMemoryAdapter()],
  ['Postgres', () => openPostgres().adapter],
])('exportUser: %s', (_, create) => {
  it('returns everything of the user as JSON, and nothing of another', async () => {
    const adapter = create()
    await fill(adapter)
    const found = await exportUser(adapter, 'ada')
    expect(JSON.parse(JSON.stringify(found))).toEqual(found)
    expect(found).toMatchObject({
      user: { name: 'Ada', traits: { plan: 'pro' }, devices: [{ token: 'a push token' }] },
      streak: { daysOff: [0] },
    })
    expect(found.scopes.map(({ scope }) => scope)).toEqual([undefined, 'acme', 'beta', 'gamma'])
    expect(found.scopes[0]?.preferences?.types[0]?.channels['email']?.state).toBe('off')
    expect(found.scopes[1]?.preferences?.types[0]?.channels['email']?.state).toBe('on')
    expect(found.scopes[2]?.preferences?.types[0]?.frequency?.value).toBe('weekly')
    expect(found.scopes[3]?.schedule?.enabled).toBe(true)
    expect(found.history).toHaveLength(7)
    expect(JSON.stringify(found)).not.toContain('Eve')
  })

  it('returns more changes than one read has', async () => {
    const adapter = create()
    await adapter.users?.identify?.('ada', {}, {})
    for (let index = 0; index < 1001; index += 1)
      await adapter.preferences?.update('ada', { ...recap, enabled: index % 2 === 0 })
    const { history = [] } = await exportUser(adapter, 'ada')
    expect(new Set(history.map(({ id }) => id)).size).toBe(history.length)
    expect(history.filter(({ member }) => member === 'preferences.update')).toHaveLength(1001)
  })
})

it('exportUser: rejects for an unknown user, and if the service fails', async () => {
  const adapter = createMemoryAdapter({ users: [{ id: 'ada' }] })
  await expect(exportUser(adapter, 'eve')).rejects.toMatchObject({ code: 'not-found' })
  adapter.faults.fail = ({ member }) =>
    member === 'history.get' ? new IdentikitError('service', 'It failed.') : undefined
  await expect(exportUser(adapter, 'ada')).rejects.toMatchObject({ code: 'service' })
})

it('exportUser: reads the given scopes of a service that cannot list them', async () => {
  const { listScopes: _, history: __, ...adapter } = createMemoryAdapter({ users: [{ id: 'ada' }] })
  await fill(adapter)
  const { scopes, history } = await exportUser(adapter, 'ada', { scopes: ['acme'] })
  expect(scopes.map(({ scope }) => scope)).toEqual([undefined, 'acme'])
  expect(history).toBeUndefined()
})

it('exportUser: adds the given scopes to those that the service lists', async () => {
  const adapter = createMemoryAdapter()
  await fill(adapter)
  const { scopes } = await exportUser(adapter, 'ada', { scopes: ['zeta', 'acme', 'zeta'] })
  expect(scopes.map(({ scope }) => scope)).toEqual([undefined, 'acme', 'beta', 'gamma', 'zeta'])
})

it('exportUser: has the metrics and the length of the streak', async () => {
  const streakInfo = { metrics: [{ key: 'words', name: 'Words' }], length: 5 }
  const adapter = createMemoryAdapter({ users: [{ id: 'ada' }], streakInfo })
  expect(await exportUser(adapter, 'ada')).toMatchObject({ streakInfo })
  const without = createMemoryAdapter({ users: [{ id: 'ada' }] })
  expect(await exportUser(without, 'ada')).not.toHaveProperty('streakInfo')
})

describe('exportUser over combineAdapters', () => {
  const ids = (...list: readonly string[]) => list.map((id) => ({ id, name: `The ${id}` }))

  /** A vendor with users and preferences, beside a service that has all resources. */
  function combine(vendorUsers: readonly string[], ownUsers: readonly string[]) {
    const vendor = createMemoryAdapter({
      id: 'vendor',
      users: ids(...vendorUsers),
      without: ['devices', 'schedule', 'streak'],
    })
    const own = createMemoryAdapter({ id: 'own', users: ids(...ownUsers) })
    const adapter = combineAdapters({
      users: [vendor, own],
      preferences: vendor,
      schedule: own,
      streak: own,
      devices: own,
      history: own,
    })
    return { vendor, own, adapter }
  }

  it('has the tenants of both services, also where one does not know the user', async () => {
    const { vendor, own, adapter } = combine(['ada', 'grace'], ['ada'])
    await adapter.preferences?.update('ada', { ...recap, enabled: false }, { scope: 'acme' })
    await adapter.schedule?.update('ada', { enabled: true }, { scope: 'beta' })
    const { scopes } = await exportUser(adapter, 'ada')
    expect(scopes.map(({ scope }) => scope)).toEqual([undefined, 'acme', 'beta'])
    expect(scopes[1]?.preferences?.types[0]?.channels['email']?.state).toBe('off')
    expect(scopes[2]?.schedule?.enabled).toBe(true)

    await adapter.preferences?.update('grace', { ...recap, enabled: false }, { scope: 'acme' })
    const found = await exportUser(adapter, 'grace')
    expect(found.scopes.map(({ scope }) => scope)).toEqual([undefined, 'acme'])

    own.faults.fail = ({ member }) =>
      member === 'listScopes' ? new IdentikitError('service', 'Down.') : undefined
    await expect(exportUser(adapter, 'ada')).rejects.toThrow(
      /succeeded at vendor and failed at own/,
    )
    expect(vendor.calls.at(-1)).toMatchObject({ member: 'listScopes' })
  })

  it('lists no tenants where the preferences have none', () => {
    const vendor = createMemoryAdapter({ rules: { scope: false } })
    const own = createMemoryAdapter({ id: 'own' })
    const combined = combineAdapters({ users: [vendor, own], preferences: vendor, schedule: own })
    expect(combined.listScopes).toBeUndefined()
  })

  it('has the devices of the second service', async () => {
    const { adapter } = combine(['ada'], ['ada', 'eve'])
    await adapter.devices?.add('ada', { token: 'a push token' })
    await adapter.devices?.add('eve', { token: 'that of Eve' })
    const devices = [{ token: 'a push token' }]
    expect((await exportUser(adapter, 'ada')).user).toMatchObject({ name: 'The ada', devices })
    // Her profile is read from the first service, which doesn't know her.
    const { user } = await exportUser(adapter, 'eve')
    expect(user).toEqual({ id: 'eve', devices: [{ token: 'that of Eve' }], traits: {}, rest: {} })
  })

  it('leaves out what a service holds that does not know the user', async () => {
    const { adapter } = combine(['ada'], ['eve'])
    await adapter.preferences?.update('ada', { ...recap, enabled: false })
    const ada = await exportUser(adapter, 'ada')
    expect(ada).toMatchObject({ user: { name: 'The ada' }, scopes: [{ preferences: {} }] })
    expect(ada).not.toHaveProperty('streak')
    expect(ada.scopes[0]).not.toHaveProperty('schedule')

    const eve = await exportUser(adapter, 'eve')
    expect(eve).toMatchObject({ streak: { daysOff: [] }, scopes: [{ schedule: {} }] })
    expect(eve).not.toHaveProperty('user')
    expect(eve.scopes[0]).not.toHaveProperty('preferences')
  })

  it('rejects for a user whom no service knows, and if a service fails', async () => {
    const { vendor, own, adapter } = combine(['ada'], ['ada'])
    await expect(exportUser(adapter, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
    for (const service of [vendor, own]) {
      service.faults.offline = true
      await expect(exportUser(adapter, 'ada')).rejects.toMatchObject({ code: 'network' })
      service.faults.offline = false
    }
  })

  it('rejects for an unknown user of a service that returns defaults', async () => {
    const { preferences, ...vendor } = createMemoryAdapter()
    if (!preferences) throw new Error('The adapter has no preferences.')
    const get = async () => ({ types: [], channels: {}, rest: {} })
    const adapter = { ...vendor, preferences: { ...preferences, get } }
    await expect(exportUser(adapter, 'nobody')).rejects.toMatchObject({ code: 'not-found' })
  })
})
