import {
  getCapabilities,
  getUserRules,
  type Capabilities,
  type DevicesMember,
  type EventsMember,
  type PreferencesMember,
  type StreakMember,
  type UserAdapter,
  type UsersMember,
} from './adapter.js'
import { checkEvent, checkIdentify, checkObject, requireMember } from './clientChecks.js'
import { checkPreferenceChanges } from './preferences/checkPreferenceChanges.js'
import { checkStreakPatch, hasMetric, getInvalidMetrics } from './streak/streak.js'
import { checkId, checkToken, checkUserPatch } from './user/user.js'

type Complete<Members> = { readonly [Name in keyof Members]-?: NonNullable<Members[Name]> }

/**
 * A client for the data of one user at a time. It checks input before it is sent. All members are present; one that the adapter
 * lacks rejects with `unsupported`.
 */
export interface UserClient {
  /** The id of the adapter, which is part of every cache key. */
  readonly id: string
  /** The capabilities of the service; `undefined` before the first response of a remote handler. */
  readonly capabilities: Capabilities | undefined
  /** The fields and traits of a user. */
  readonly users: Pick<Complete<UsersMember>, 'get' | 'identify' | 'update' | 'delete'>
  /** The notification preferences of a user. */
  readonly preferences: Complete<Omit<PreferencesMember, 'rules'>>
  /** The streak settings of a user. */
  readonly streak: Complete<StreakMember>
  /** The push devices of a user. */
  readonly devices: DevicesMember
  /** The events of a user. */
  readonly events: EventsMember
}

/**
 * Creates a client that checks input before it reaches an adapter. It keeps no state, so all users of a server can share one.
 * @see createRemoteClient of `identikit/remote` for browsers, and createAdminClient of `identikit/server` for lists and imports
 * @example
 * ```ts
 * const client = createUserClient(createPostgresAdapter({ query }))
 * await client.users.update('ada', { email: 'ada@example.com' })
 * ```
 */
export function createUserClient(adapter: UserAdapter): UserClient {
  return {
    id: adapter.id,
    get capabilities() {
      return getCapabilities(adapter)
    },
    users: createUsers(adapter),
    preferences: createPreferences(adapter),
    streak: createStreak(adapter),
    devices: createDevices(adapter),
    events: createEvents(adapter),
  }
}

function createUsers(adapter: UserAdapter): UserClient['users'] {
  return {
    async get(id, options) {
      checkId('users.get', id)
      return requireMember(adapter, 'users.get', adapter.users?.get)(id, options)
    },
    async identify(id, patch, options = {}) {
      checkId('users.identify', id)
      const checked = checkIdentify(adapter, 'users.identify', patch, options)
      const identify = requireMember(adapter, 'users.identify', adapter.users?.identify)
      return identify(id, checked, options)
    },
    async update(id, patch, options) {
      checkId('users.update', id)
      const checked = checkUserPatch('users.update', patch, getUserRules(adapter))
      const { update, identify } = adapter.users ?? {}
      return requireMember(adapter, 'users.update', update ?? identify)(id, checked, options)
    },
    async delete(id, options) {
      checkId('users.delete', id)
      return requireMember(adapter, 'users.delete', adapter.users?.delete)(id, options)
    },
  }
}

function createPreferences(adapter: UserAdapter): UserClient['preferences'] {
  return {
    async get(id, options) {
      checkId('preferences.get', id)
      return requireMember(adapter, 'preferences', adapter.preferences).get(id, options)
    },
    async update(id, change, options) {
      checkId('preferences.update', id)
      const changes = checkPreferenceChanges('preferences.update', change)
      const { update } = requireMember(adapter, 'preferences', adapter.preferences)
      return update(id, changes, options)
    },
    async reset(id, options) {
      checkId('preferences.reset', id)
      const reset = requireMember(adapter, 'preferences.reset', adapter.preferences?.reset)
      return reset(id, options)
    },
  }
}

function createStreak(adapter: UserAdapter): UserClient['streak'] {
  return {
    async get(id, options) {
      checkId('streak.get', id)
      return requireMember(adapter, 'streak', adapter.streak).get(id, options)
    },
    async update(id, patch, options) {
      checkId('streak.update', id)
      const streak = requireMember(adapter, 'streak', adapter.streak)
      const checked = checkStreakPatch('streak.update', patch, () => true)
      // A change of one metric sends all metrics, so a stored metric that would be invalid today must not block it.
      const stored =
        getInvalidMetrics(checked).length > 0 ? await streak.get(id, options) : undefined
      checkStreakPatch('streak.update', checked, (metric) =>
        hasMetric(stored?.metrics ?? [], metric),
      )
      return streak.update(id, checked, options)
    },
    async info(id, options) {
      checkId('streak.info', id)
      return requireMember(adapter, 'streak.info', adapter.streak?.info)(id, options)
    },
  }
}

function createDevices(adapter: UserAdapter): DevicesMember {
  return {
    async add(id, device, options) {
      checkId('devices.add', id)
      checkObject('devices.add', 'device', device)
      checkToken('devices.add', device.token)
      return requireMember(adapter, 'devices', adapter.devices).add(id, device, options)
    },
    async remove(id, token, options) {
      checkId('devices.remove', id)
      checkToken('devices.remove', token)
      return requireMember(adapter, 'devices', adapter.devices).remove(id, token, options)
    },
  }
}

function createEvents(adapter: UserAdapter): EventsMember {
  return {
    async track(id, event, options) {
      checkId('events.track', id)
      checkEvent(event)
      const user =
        event.user === undefined
          ? undefined
          : checkUserPatch('events.track', event.user, getUserRules(adapter))
      const { track } = requireMember(adapter, 'events', adapter.events)
      return track(id, user ? { ...event, user } : event, options)
    },
  }
}
