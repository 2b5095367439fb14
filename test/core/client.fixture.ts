import { expect } from 'vitest'
import type { UserAdapter, UserEvent } from '../../src/core/adapter.js'
import { createAdminClient, type AdminClient } from '../../src/core/adminClient.js'
import { IdentikitError } from '../../src/core/errors.js'
import type { PreferenceChange, Preferences } from '../../src/core/preferences/preferences.js'
import { defaultStreak, type StreakInfo } from '../../src/core/streak/streak.js'
import { userFields } from '../../src/core/user/fields.js'
import type { Device, User } from '../../src/core/user/user.js'

export const user: User = { id: 'ada', traits: {}, rest: {} }
export const preferences: Preferences = { types: [], channels: {}, rest: {} }

/** Creates an adapter with every member, which records its calls, and a client over it. */
export function record() {
  const calls: unknown[][] = []
  function answer<Answer>(name: string, value: Answer) {
    return (...input: unknown[]): Promise<Answer> => {
      calls.push([name, ...input])
      return Promise.resolve(value)
    }
  }
  const adapter = {
    id: 'recording',
    fields: Object.fromEntries(
      userFields.map((field) => [field, { read: true, write: true, clear: true }]),
    ),
    traits: { values: 'json', merge: 'deep', clear: true },
    users: {
      get: answer('users.get', user),
      identify: answer('users.identify', user),
      create: answer('users.create', user),
      update: answer('users.update', user),
      delete: answer('users.delete', undefined),
      list: answer('users.list', { users: [user] }),
      identifyMany: { limit: 2, send: answer('users.identifyMany', []) },
      merge: answer('users.merge', user),
    },
    preferences: {
      rules: { write: 'setting', parents: 'and' },
      get: answer('preferences.get', preferences),
      update: answer('preferences.update', preferences),
      reset: answer('preferences.reset', preferences),
    },
    streak: {
      get: answer('streak.get', defaultStreak),
      update: answer('streak.update', defaultStreak),
      info: answer('streak.info', streakInfo),
    },
    devices: {
      add: answer('devices.add', undefined),
      remove: answer('devices.remove', undefined),
    },
    events: { track: answer('events.track', undefined) },
  } satisfies UserAdapter
  return { adapter, calls, client: createAdminClient(adapter) }
}

export const streakInfo: StreakInfo = { metrics: [{ key: 'words' }] }
export const change: PreferenceChange = { type: 'news', channel: 'email', enabled: true }
export const device: Device = { token: 't1' }
export const event: UserEvent = { name: 'ran' }
export const untyped = (value: unknown): never => value as never

/** The methods that take a user id, with valid input. */
export const methods: Record<string, (client: AdminClient, id: string) => Promise<unknown>> = {
  'users.get': ({ users }, id) => users.get(id),
  'users.identify': ({ users }, id) => users.identify(id, { name: 'Ada' }),
  'users.create': ({ users }, id) => users.create(id, { name: 'Ada' }),
  'users.update': ({ users }, id) => users.update(id, { name: 'Ada' }),
  'users.delete': ({ users }, id) => users.delete(id),
  'preferences.get': (client, id) => client.preferences.get(id),
  'preferences.update': (client, id) => client.preferences.update(id, change),
  'preferences.reset': (client, id) => client.preferences.reset(id),
  'streak.get': ({ streak }, id) => streak.get(id),
  'streak.update': ({ streak }, id) => streak.update(id, { enabled: false }),
  'streak.info': ({ streak }, id) => streak.info(id),
  'devices.add': ({ devices }, id) => devices.add(id, device),
  'devices.remove': ({ devices }, id) => devices.remove(id, 't1'),
  'events.track': ({ events }, id) => events.track(id, event),
}
/** The methods that take no user id, with valid input. */
export const withoutId: Record<string, (client: AdminClient) => Promise<unknown>> = {
  'users.list': ({ users }) => users.list(),
  'users.identifyMany': ({ users }) => users.identifyMany([{ id: 'ada' }]),
  'users.merge': ({ users }) => users.merge({ from: 'guest', into: 'ada' }),
}

/** Expects a rejection, and returns its error. */
export async function getError(answer: Promise<unknown>): Promise<IdentikitError> {
  const error: unknown = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  expect(error).toBeInstanceOf(IdentikitError)
  return error as IdentikitError
}
