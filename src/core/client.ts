import type { DevicesMember, EventsMember, ScheduleMember, UserAdapter } from './adapter.js'
import { getCapabilities, getUserRules } from './capabilities.js'
import {
  checkEvent,
  checkIdentify,
  checkObject,
  checkScope,
  needsPhoneCheck,
} from './clientChecks.js'
import { IdentikitError } from './errors.js'
import { createForwardingMembers, type ClientMembers } from './forwardingClient.js'
import { checkPreferenceChanges } from './preferences/checkPreferenceChanges.js'
import { checkSchedulePatch } from './schedule/checkSchedulePatch.js'
import { checkStreakPatch, hasMetric, getInvalidMetrics } from './streak/streak.js'
import { loadPhoneCheck } from './contact/loadPhoneReader.js'
import { checkDevice, checkId, checkKey, checkToken, checkUserPatch } from './user/user.js'
import type { UserClient } from './userClient.js'

export type { UserClient } from './userClient.js'

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
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- plain JavaScript may pass nothing
  if (!adapter?.traits)
    throw new IdentikitError('misuse', 'createUserClient() needs an adapter as its argument.')
  return {
    id: adapter.id,
    // They change with the first answer of `remote`.
    get capabilities() {
      return getCapabilities(adapter)
    },
    ...createCheckedMembers(adapter),
  }
}

/**
 * Creates the members of `createUserClient`. The handler creates them for each request, so they have no getter: V8 gives each object
 * literal with a getter a hidden class of its own, which makes every later access slow.
 */
export function createCheckedMembers(adapter: UserAdapter): ClientMembers {
  const { users, preferences, streak, schedule, devices, events } = createForwardingMembers(adapter)
  return {
    users: createUsers(adapter, users),
    preferences: createPreferences(adapter, preferences),
    streak: createStreak(streak),
    schedule: createSchedule(adapter, schedule),
    devices: createDevices(devices),
    events: createEvents(adapter, events),
  }
}

function createUsers(adapter: UserAdapter, users: UserClient['users']): UserClient['users'] {
  return {
    async get(id, options) {
      checkId('users.get', id)
      return users.get(id, options)
    },
    async identify(id, patch, options = {}) {
      checkId('users.identify', id)
      const checkPhone = needsPhoneCheck(patch) ? await loadPhoneCheck() : undefined
      const checked = checkIdentify(adapter, 'users.identify', patch, options, checkPhone)
      return users.identify(id, checked, options)
    },
    async update(id, patch, options) {
      checkId('users.update', id)
      const checkPhone = needsPhoneCheck(patch) ? await loadPhoneCheck() : undefined
      const checked = checkUserPatch('users.update', patch, getUserRules(adapter), checkPhone)
      return users.update(id, checked, options)
    },
    async delete(id, options) {
      checkKey('users.delete', id)
      return users.delete(id, options)
    },
  }
}

function createPreferences(
  adapter: UserAdapter,
  preferences: UserClient['preferences'],
): UserClient['preferences'] {
  return {
    async get(id, options) {
      checkId('preferences.get', id)
      checkScope(adapter, options)
      return preferences.get(id, options)
    },
    async update(id, change, options) {
      checkId('preferences.update', id)
      checkScope(adapter, options)
      return preferences.update(id, checkPreferenceChanges('preferences.update', change), options)
    },
    async reset(id, options) {
      checkId('preferences.reset', id)
      checkScope(adapter, options)
      return preferences.reset(id, options)
    },
  }
}

function createStreak(streak: UserClient['streak']): UserClient['streak'] {
  return {
    async get(id, options) {
      checkId('streak.get', id)
      return streak.get(id, options)
    },
    async update(id, patch, options) {
      checkId('streak.update', id)
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
      return streak.info(id, options)
    },
  }
}

function createSchedule(adapter: UserAdapter, schedule: ScheduleMember): ScheduleMember {
  return {
    async get(id, options) {
      checkId('schedule.get', id)
      checkScope(adapter, options)
      return schedule.get(id, options)
    },
    async update(id, patch, options) {
      checkId('schedule.update', id)
      checkScope(adapter, options)
      return schedule.update(id, checkSchedulePatch('schedule.update', patch), options)
    },
  }
}

function createDevices(devices: DevicesMember): DevicesMember {
  return {
    async add(id, device, options) {
      checkId('devices.add', id)
      checkObject('devices.add', 'device', device)
      checkDevice('devices.add', device)
      return devices.add(id, device, options)
    },
    async remove(id, token, options) {
      checkId('devices.remove', id)
      checkToken('devices.remove', token)
      return devices.remove(id, token, options)
    },
  }
}

function createEvents(adapter: UserAdapter, events: EventsMember): EventsMember {
  return {
    async track(id, event, options) {
      checkId('events.track', id)
      const checked = checkEvent(event)
      const checkPhone = needsPhoneCheck(event.user) ? await loadPhoneCheck() : undefined
      const user =
        event.user === undefined
          ? undefined
          : checkUserPatch('events.track', event.user, getUserRules(adapter), checkPhone)
      return events.track(id, user ? { ...checked, user } : checked, options)
    },
  }
}
