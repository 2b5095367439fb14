import { describe, expect, it } from 'vitest'
import { IdentikitError, type UserAdapter } from '../../../src/core.js'
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
