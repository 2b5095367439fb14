import type { DevicesMember, StreakMember, UserAdapter } from '../../core/adapter.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { applyStreakPatch } from '../../core/streak/streak.js'
import { orderPreferences } from './orderedPreferences.js'
import { orderEvents, orderUsers } from './orderedUsers.js'
import type { OrderedPart, OrderedWrites } from './orderedWrite.js'

/**
 * Returns an adapter whose writes follow `options.order`, also where the service has no order. The writes of one user don't overlap, and
 * none starts after the abort of its signal. Members that the service orders itself are unchanged.
 */
export function orderAdapter(adapter: UserAdapter, writes: OrderedWrites): UserAdapter {
  const { preferences, streak, devices, events, order = false } = adapter
  if (order && (!preferences || preferences.rules.order === true)) return adapter
  return {
    ...adapter,
    order: true,
    users: orderUsers(adapter, writes),
    preferences:
      preferences?.rules.order === true
        ? preferences
        : preferences && orderPreferences(preferences, writes),
    streak: order ? streak : streak && orderStreak(streak, writes),
    devices: order ? devices : devices && orderDevices(devices, writes),
    events: order ? events : orderEvents(adapter, writes),
  }
}

function orderStreak(member: StreakMember, { write }: OrderedWrites): StreakMember {
  return {
    ...member,
    update(id, patch, options = {}) {
      let sent = patch
      const part: OrderedPart = {
        resource: 'streak',
        choices: new Map(Object.keys(patch).map((key) => [key, null])),
        // Only what this write sent is known: goals and days off are not recorded.
        async repair(_, signal) {
          const settings = { signal, source: options.source }
          const streak = await member.get(id, settings)
          const isSaved = replaceEqualDeep(streak, applyStreakPatch(streak, sent)) === streak
          return isSaved ? streak : member.update(id, sent, settings)
        },
      }
      return write(id, [part], options, ({ isSuperseded, signal }) => {
        const entries = Object.entries(patch).filter(([key]) => !isSuperseded(key))
        sent = Object.fromEntries(entries)
        const settings = { ...options, signal }
        return entries.length === 0 ? member.get(id, settings) : member.update(id, sent, settings)
      })
    },
  }
}

/** Tokens are secrets, so devices have no order: their calls don't overlap other writes. */
function orderDevices({ add, remove }: DevicesMember, { withLease }: OrderedWrites): DevicesMember {
  return {
    add: (id, device, options = {}) =>
      withLease(id, options, (signal) => add(id, device, { ...options, signal })),
    remove: (id, token, options = {}) =>
      withLease(id, options, (signal) => remove(id, token, { ...options, signal })),
  }
}
