import { describe, expect, test } from 'vitest'
import { createMemoryAdapter } from '../../src/adapters/memory/memory.js'
import type { PreferencesMember, UserAdapter } from '../../src/core/adapter.js'
import { IdentikitError, isIdentikitError, toIdentikitError } from '../../src/core/errors.js'
import type { PreferenceSetting, Preferences } from '../../src/core/preferences/preferences.js'
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
  async createFailing(fetch) {
    const error = await fetch('https://service.example').catch((thrown: unknown) => thrown)
    const adapter = createMemoryAdapter({ preferences })
    adapter.faults.fail = () => toIdentikitError(error)
    return change(adapter)
  },
  targets,
  ...noStreakInfo,
})

/** Changes the preferences member of an adapter. */
const withPreferences =
  (change: (member: PreferencesMember) => Partial<PreferencesMember>) =>
  (adapter: UserAdapter): UserAdapter => ({
    ...adapter,
    preferences: adapter.preferences && {
      ...adapter.preferences,
      ...change(adapter.preferences),
    },
  })

/** Returns unset settings as if the user had chosen their defaults. */
function chooseDefaults(found: Preferences): Preferences {
  const choose = (setting: PreferenceSetting): PreferenceSetting =>
    setting.state === 'unset' && setting.default !== undefined
      ? { ...setting, state: setting.default ? 'on' : 'off' }
      : setting
  const chooseAll = (settings: Preferences['channels']) =>
    Object.fromEntries(Object.entries(settings).map(([name, item]) => [name, choose(item)]))
  return {
    ...found,
    types: found.types.map((type) => ({
      ...type,
      ...(type.setting && { setting: choose(type.setting) }),
      channels: chooseAll(type.channels),
    })),
    channels: chooseAll(found.channels),
    ...(found.subscribed && { subscribed: choose(found.subscribed) }),
  }
}

/** Ignores an error of the service, and throws any other. */
function ignoreFailure(error: unknown): undefined {
  if (!isIdentikitError(error) || error.code !== 'service') throw error
}

const noPreferences: Preferences = { types: [], channels: {}, rest: {} }
const chooseFrequencies = (found: Preferences): Preferences => ({
  ...found,
  types: found.types.map((type) => ({
    ...type,
    frequency: { value: 'instant', options: ['instant'], ...type.frequency },
  })),
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
      'defaults that are returned as choices',
      withPreferences(({ get, update, reset }) => ({
        get: async (...input) => chooseDefaults(await get(...input)),
        update: async (...input) => chooseDefaults(await update(...input)),
        reset: reset && (async (...input) => chooseDefaults(await reset(...input))),
      })),
      'preferences.get: returns no default as a choice',
    ],
    [
      'initial preferences with defaults as choices',
      withPreferences(({ initial = noPreferences }) => ({ initial: chooseDefaults(initial) })),
      'preferences.get: returns no default as a choice',
    ],
    [
      'a default of a frequency that is returned as a choice',
      withPreferences(({ get }) => ({
        get: async (...input) => chooseFrequencies(await get(...input)),
      })),
      'preferences.get: returns no default as a choice',
    ],
    [
      'a failed read of a user that is a user without data',
      (adapter) => ({
        ...adapter,
        users: {
          ...adapter.users,
          get: async (id, options) =>
            (await adapter.users?.get?.(id, options).catch(ignoreFailure)) ?? {
              id,
              traits: {},
              rest: {},
            },
        },
      }),
      'rejects every call of a service that answers with the status 500',
    ],
    [
      'a failed read of preferences that has no types',
      withPreferences(({ get }) => ({
        get: async (...input) => (await get(...input).catch(ignoreFailure)) ?? noPreferences,
      })),
      'rejects every call of a service that takes too long',
    ],
    [
      'a failed read of a user that is an unknown user',
      (adapter) => ({
        ...adapter,
        users: {
          ...adapter.users,
          get: (id, options) =>
            adapter.users?.get?.(id, options).catch(() => {
              throw new IdentikitError('not-found', 'There is no such user.')
            }) as never,
        },
      }),
      'rejects every call of a service that closes the connection',
    ],
    [
      'a failed write that is a success',
      (adapter) => ({
        ...adapter,
        users: {
          ...adapter.users,
          delete: async (id, options) => {
            await adapter.users?.delete?.(id, options).catch(ignoreFailure)
          },
        },
      }),
      'rejects every call of a service that answers with the status 503',
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
