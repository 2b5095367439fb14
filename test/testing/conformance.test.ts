import { describe, expect, test } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import type { UserAdapter } from '../../src/core/adapter.js'
import { listAdapterTests, type AdapterUnderTest } from '../../src/testing/conformance.js'

const targets = [{ type: 'news', channel: 'email' }, { type: 'news' }, { channel: 'email' }, {}]
const preferences = {
  types: [
    {
      id: 'news',
      setting: { state: 'unset', default: true },
      channels: { email: { state: 'unset', default: true } },
    },
  ],
  channels: { email: { state: 'unset', default: true } },
  subscribed: { state: 'unset', default: true },
} as const
const noStreakInfo = { lacks: { 'streak.info': 'it is not given' } }

/** Creates an adapter in memory, with a change. */
const createFacts = (change: (adapter: UserAdapter) => UserAdapter): AdapterUnderTest => ({
  create: (ids) => {
    const users = ids.map((id) => ({ id }))
    return change(createMemoryAdapter({ users, preferences }))
  },
  targets,
  ...noStreakInfo,
})

/** Runs the suite, and returns the names of the tests that failed. */
async function findFailures(under: AdapterUnderTest): Promise<string[]> {
  const failed: string[] = []
  for (const { name, run } of listAdapterTests(under)) await run().catch(() => failed.push(name))
  return failed
}

describe('listAdapterTests', () => {
  test('passes with an adapter that keeps the contract', async () => {
    const under = createFacts((adapter) => adapter)
    expect(await findFailures(under)).toEqual([])
    expect(listAdapterTests(under).length).toBeGreaterThan(40)
    const names = listAdapterTests(under).map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('passes with any seed', async () => {
    for (const seed of [0, 2, 2 ** 31, -7]) {
      const under = { ...createFacts((adapter) => adapter), seed }
      expect(await findFailures(under)).toEqual([])
    }
  })

  test.each<[string, (adapter: UserAdapter) => UserAdapter, string]>([
    [
      'a member that is missing',
      (adapter) => ({ ...adapter, devices: undefined }),
      'has every member that is not declared as lacking',
    ],
    [
      'an unknown user who is served',
      (adapter) => ({
        ...adapter,
        users: {
          ...adapter.users,
          get: async (id) =>
            (await adapter.users?.get?.(id).catch(() => undefined)) ?? { id, traits: {}, rest: {} },
        },
      }),
      'users.get: returns a user, and rejects unknown users with not-found',
    ],
    [
      'traits that are replaced',
      (adapter) => ({ ...adapter, traits: { values: 'json', merge: 'key', clear: true } }),
      'users.update: merges traits by the rules of the adapter',
    ],
    [
      'a write that changes nothing',
      (adapter) => ({
        ...adapter,
        preferences: adapter.preferences && {
          ...adapter.preferences,
          update: (id) => adapter.preferences?.get(id) as never,
        },
      }),
      'preferences.update: applies any sequence of changes',
    ],
    [
      'an aborted call that is sent',
      (adapter) => ({
        ...adapter,
        users: { ...adapter.users, get: (id) => adapter.users?.get?.(id) as never },
      }),
      'users: does nothing with an aborted signal',
    ],
  ])('finds %s', async (_, change, name) => {
    expect(await findFailures(createFacts(change))).toContain(name)
  })
})
