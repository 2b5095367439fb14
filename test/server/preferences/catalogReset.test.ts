import { describe, expect, it } from 'vitest'
import { createMemoryAdapter, type MemoryAdapter } from '../../../src/adapters/memory/memory.js'
import type { NotificationCatalog, PreferenceChange } from '../../../src/core.js'
import { IdentikitError, type UserAdapter } from '../../../src/core.js'
import { getFrequencySetting, getSetting } from '../../../src/core/preferences/preferences.js'
import { openPostgres } from '../../adapters/postgres/postgres.fixture.js'
import { openHandler } from '../handler.fixture.js'

const free = { type: 'free', channel: 'email' }
const pro = { type: 'pro', channel: 'email' }
const plan: NotificationCatalog = [
  {
    id: 'free',
    channels: ['email'],
    default: true,
    frequency: { options: ['instant', 'daily'] },
  },
]

/** Choices of the plan, and choices of another one. */
const inPlan: readonly PreferenceChange[] = [
  { ...free, enabled: false },
  { type: 'free', enabled: false },
  { type: 'free', frequency: 'daily' },
  { channel: 'email', enabled: false },
  { enabled: false },
]
const ofOther: readonly PreferenceChange[] = [
  { ...pro, enabled: false },
  { type: 'free', channel: 'push', enabled: false },
  { type: 'pro', frequency: 'weekly' },
  { channel: 'push', enabled: false },
]

async function save(adapter: UserAdapter, changes: readonly PreferenceChange[]): Promise<void> {
  await adapter.users?.identify?.('ada', {})
  await adapter.preferences?.update('ada', changes)
}

async function readStates(adapter: UserAdapter, changes: readonly PreferenceChange[]) {
  const stored = await adapter.preferences?.get('ada')
  if (!stored) throw new Error('The adapter has no preferences.')
  return changes.map((change) =>
    change.frequency === undefined
      ? (getSetting(stored, change)?.state ?? 'unset')
      : (getFrequencySetting(stored, change.type)?.value ?? 'unset'),
  )
}

const open = (adapter: UserAdapter, catalog = plan) => openHandler({ adapter, catalog })

const order = (seq: number) => ({ 'x-identikit-writer': 'w', 'x-identikit-seq': `${seq}` })

describe.each([
  ['memory', () => createMemoryAdapter()],
  ['memory with an order of its own', () => createMemoryAdapter({ rules: { order: true } })],
  ['Postgres', () => openPostgres().adapter],
] as const)('a reset through a handler with a catalog, over %s', (_, create) => {
  it('deletes the choices that the catalog lists, and keeps the others', async () => {
    const adapter = create()
    await save(adapter, [...inPlan, ...ofOther])
    const { status, body } = await open(adapter).send('DELETE', '/preferences', undefined, order(1))
    expect(status).toBe(200)
    expect(body.data.types).toMatchObject([{ id: 'free' }])
    expect(await readStates(adapter, inPlan)).toEqual(inPlan.map(() => 'unset'))
    expect(await readStates(adapter, ofOther)).toEqual(['off', 'off', 'weekly', 'off'])
  })

  it('changes nothing where only other choices are stored', async () => {
    const adapter = create()
    await save(adapter, ofOther)
    expect((await open(adapter).send('DELETE', '/preferences')).status).toBe(200)
    expect(await readStates(adapter, ofOther)).toEqual(['off', 'off', 'weekly', 'off'])
  })

  it('is superseded by a later choice of the same page', async () => {
    const adapter = create()
    await save(adapter, [...inPlan, ...ofOther])
    const { send } = open(adapter)
    await send('PATCH', '/preferences', { changes: [{ ...free, enabled: true }] }, order(2))
    const { body } = await send('DELETE', '/preferences', undefined, order(1))
    expect(body.superseded).toEqual([JSON.stringify(['free', 'email'])])
    expect(await readStates(adapter, [...inPlan.slice(0, 2), ...ofOther.slice(0, 1)])).toEqual([
      'on',
      'unset',
      'off',
    ])
  })
})

describe('a reset through a handler with a catalog', () => {
  const getMembers = ({ calls }: MemoryAdapter) =>
    calls.map(({ member }) => member).filter((member) => /reset|update/.test(member))

  it('is the reset of the service where all choices are of the catalog, and without a catalog', async () => {
    const adapter = createMemoryAdapter()
    await save(adapter, inPlan)
    await open(adapter).send('DELETE', '/preferences')
    expect(getMembers(adapter).at(-1)).toBe('preferences.reset')
    await save(adapter, [...inPlan, ...ofOther])
    await open(adapter, []).send('DELETE', '/preferences')
    expect(getMembers(adapter).at(-1)).toBe('preferences.reset')
    expect(await readStates(adapter, ofOther)).toEqual(ofOther.map(() => 'unset'))
  })

  it('is refused where the service can only delete all choices and holds others', async () => {
    const adapter = createMemoryAdapter({ rules: { clear: false } })
    await save(adapter, [...inPlan, ...ofOther])
    const { send } = open(adapter)
    const answer = await send('DELETE', '/preferences')
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'locked' } } })
    expect(await readStates(adapter, ofOther)).toEqual(['off', 'off', 'weekly', 'off'])

    const alone = createMemoryAdapter({ rules: { clear: false } })
    await save(alone, inPlan)
    expect((await open(alone).send('DELETE', '/preferences')).status).toBe(200)
    expect(await readStates(alone, inPlan)).toEqual(inPlan.map(() => 'unset'))
  })

  it('leaves locked settings of the service out, and rejects if one is refused', async () => {
    const row = { id: 'free', channels: { email: { state: 'on', locked: {} } } } as const
    const adapter = createMemoryAdapter({ preferences: { types: [row] } })
    await save(adapter, [{ type: 'free', enabled: false }, ...ofOther])
    const { send } = open(adapter)
    expect((await send('DELETE', '/preferences')).status).toBe(200)
    expect(await readStates(adapter, [{ type: 'free', enabled: null }])).toEqual(['unset'])

    await save(adapter, [{ type: 'free', enabled: false }])
    adapter.faults.refuse = () => ({ code: 'invalid', problem: 'is refused' })
    expect((await send('DELETE', '/preferences')).status).toBe(400)
    adapter.faults.refuse = undefined
    adapter.faults.fail = ({ member }) =>
      member === 'preferences.update' ? new IdentikitError('service', 'Down.') : undefined
    const failed = await send('DELETE', '/preferences')
    expect(failed.body.error.code).toBe('service')
    expect(await readStates(adapter, ofOther)).toEqual(['off', 'off', 'weekly', 'off'])
  })
})
