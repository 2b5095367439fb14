import type { DevicesMember, RequestOptions, UserAdapter } from '../../core/adapter.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { applySchedulePatch } from '../../core/schedule/schedule.js'
import { applyStreakPatch } from '../../core/streak/streak.js'
import { orderPreferences } from './orderedPreferences.js'
import { orderEvents, orderUsers } from './orderedUsers.js'
import type { OrderedPart, OrderedWrites } from './orderedWrite.js'

/**
 * Returns an adapter whose writes follow `options.order`, also where the service has no order. The writes of one user don't overlap, and
 * none starts after the abort of its signal. Members that the service orders itself are unchanged.
 */
export function orderAdapter(adapter: UserAdapter, writes: OrderedWrites): UserAdapter {
  const { preferences, order = false } = adapter
  if (order && (!preferences || preferences.rules.order === true)) return adapter
  return {
    ...adapter,
    ...(!order && orderOthers(adapter, writes)),
    order: true,
    users: orderUsers(adapter, writes),
    preferences:
      preferences?.rules.order === true
        ? preferences
        : preferences && orderPreferences(preferences, writes),
  }
}

/** Returns the members whose order `adapter.order` is about, except users. */
function orderOthers(
  adapter: UserAdapter,
  writes: OrderedWrites,
): Pick<UserAdapter, 'streak' | 'schedule' | 'devices' | 'events'> {
  const { streak, schedule, devices } = adapter
  return {
    streak: streak && {
      ...streak,
      update: orderPatches('streak', streak, applyStreakPatch, writes),
    },
    schedule: schedule && {
      ...schedule,
      update: orderPatches('schedule', schedule, applySchedulePatch, writes),
    },
    devices: devices && orderDevices(devices, writes),
    events: orderEvents(adapter, writes),
  }
}

/** A member whose patches change settings that are saved on their own. */
interface PatchMember<Data, Patch extends object> {
  readonly get: (id: string, options?: RequestOptions) => Promise<Data>
  readonly update: (id: string, patch: Patch, options?: RequestOptions) => Promise<Data>
}

function orderPatches<Data, Patch extends object>(
  resource: OrderedPart['resource'],
  member: PatchMember<Data, Patch>,
  apply: (data: Data, patch: Patch) => Data,
  { write }: OrderedWrites,
): PatchMember<Data, Patch>['update'] {
  return (id, patch, options = {}) => {
    let sent = patch
    const part: OrderedPart = {
      resource,
      choices: new Map(Object.keys(patch).map((key) => [key, null])),
      // Only what this write sent is known: goals and hours are not recorded.
      async repair(_, signal) {
        const settings = { signal, source: options.source }
        const data = await member.get(id, settings)
        const isSaved = replaceEqualDeep(data, apply(data, sent)) === data
        return isSaved ? data : member.update(id, sent, settings)
      },
    }
    return write(id, [part], options, ({ isSuperseded, signal }) => {
      const entries = Object.entries(patch).filter(([key]) => !isSuperseded(key))
      sent = Object.fromEntries(entries) as Patch
      const settings = { ...options, signal }
      return entries.length === 0 ? member.get(id, settings) : member.update(id, sent, settings)
    })
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
