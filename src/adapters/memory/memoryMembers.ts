import type {
  DevicesMember,
  EventsMember,
  IdentifyOptions,
  ListOptions,
  RequestOptions,
  ScheduleMember,
  StreakMember,
  UserAdapter,
  UserEvent,
  UserPage,
  UsersMember,
} from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { settleChanges } from '../../core/preferences/acceptChanges.js'
import type { RefusedChange } from '../../core/requestOptions.js'
import { applySchedulePatch } from '../../core/schedule/schedule.js'
import { applyStreakPatch, type StreakInfo } from '../../core/streak/streak.js'
import {
  isUserField,
  isUserFlag,
  type Device,
  type User,
  type UserPatch,
  type UserRules,
} from '../../core/user/user.js'
import { createAccept, createMemoryPreferences, service } from './memoryPreferences.js'
import type { MemoryPreferencesOptions } from './memoryPreferences.js'
import { toUniqueDevices } from './userTable.js'

/** A tracked event and the user that it belongs to. */
export interface TrackedEvent extends UserEvent {
  /** The id of the user. */
  readonly userId: string
}

type GetMany = NonNullable<UserAdapter['getMany']>

interface MemoryMembersOptions extends MemoryPreferencesOptions {
  readonly fields: UserRules['fields']
  readonly streakInfo: StreakInfo | undefined
  readonly trackedEvents: TrackedEvent[]
  readonly hasSchedule: boolean
}

/** Creates the members of a memory adapter over its table. */
export function createMemoryMembers(options: MemoryMembersOptions) {
  return {
    users: createUsers(options),
    preferences: createMemoryPreferences(options),
    streak: createStreak(options),
    schedule: createSchedule(options),
    devices: createDevices(options),
    events: createEvents(options),
    getMany: createGetMany(options),
    listScopes: createListScopes(options),
  }
}

/** Creates the function that removes the fields of a user that the service doesn't return. */
const createToReadable =
  (fields: UserRules['fields']) =>
  (user: User): User =>
    Object.fromEntries(
      Object.entries(user).filter(
        ([key]) => !(isUserField(key) || isUserFlag(key)) || fields[key]?.read === true,
      ),
    ) as unknown as User

function createGetMany({ call, table, fields, hasSchedule }: MemoryMembersOptions): GetMany {
  const toReadable = createToReadable(fields)
  return (ids, options) => {
    const read = (given: readonly string[]) =>
      given
        .filter((id) => table.rows.has(id))
        .map((id) => ({
          user: toReadable(table.find(id).user),
          preferences: table.getPreferences(id, options?.scope),
          ...(hasSchedule && { schedule: table.getSchedule(id, options?.scope) }),
        }))
    return call('getMany', undefined, ids, read, options)
  }
}

function createListScopes({ call, table }: MemoryMembersOptions) {
  return (id: string, options?: RequestOptions): Promise<readonly string[]> => {
    const list = () => {
      const { choices, schedules } = table.find(id)
      const chosen = Array.from(choices).filter(([, { changes }]) => changes.size > 0)
      const scopes = [...chosen.map(([scope]) => scope), ...schedules.keys()]
      return [...new Set(scopes)].filter((scope) => scope !== '').sort()
    }
    return call('listScopes', id, undefined, list, options)
  }
}

function createUsers(membersOptions: MemoryMembersOptions): Required<UsersMember> {
  const { call, table, fields } = membersOptions
  const accept = createAccept(membersOptions)
  const toReadable = createToReadable(fields)

  async function save(
    member: 'users.identify' | 'users.create',
    id: string,
    patch: UserPatch,
    { preferences, ...options }: IdentifyOptions = {},
  ): Promise<User> {
    let refused: readonly RefusedChange[] = []
    const act = (input: { patch: UserPatch; preferences?: typeof preferences }) => {
      if (member === 'users.create' && table.rows.has(id)) {
        const message = `${service} already has this user.`
        throw new IdentikitError('already-exists', message, { status: 409 })
      }
      const checked = input.preferences && accept(input.preferences, options)
      refused = checked?.refused ?? []
      const { user } = table.identify(id, input.patch)
      if (checked) table.updatePreferences(id, checked.accepted, options.scope)
      return toReadable(user)
    }
    const sent = preferences ? { patch, preferences } : { patch }
    const user = await call(member, id, sent, act, options)
    settleChanges(service, preferences ?? [], refused, options)
    return user
  }

  const identify: NonNullable<UsersMember['identify']> = (id, patch, options) =>
    save('users.identify', id, patch, options)

  return {
    identify,
    identifyMany: sequentialIdentifyMany(identify),
    get: (id, options) =>
      call('users.get', id, undefined, () => toReadable(table.find(id).user), options),
    create: (id, patch, options) => save('users.create', id, patch, options),
    update: (id, patch, options) =>
      call('users.update', id, patch, (input) => toReadable(table.update(id, input).user), options),
    delete(id, { archive, ...options } = {}) {
      const remove = () => {
        if (!archive) return void table.rows.delete(id)
        throw new IdentikitError('unsupported', 'The memory adapter erases and cannot archive.')
      }
      return call('users.delete', id, { archive }, remove, options)
    },
    list({ limit, cursor, before, ...options } = {}) {
      const list = (): UserPage => {
        const { ids, ...cursors } = getPage([...table.rows.keys()], { limit, cursor, before })
        return { users: ids.map((id) => toReadable(table.find(id).user)), ...cursors }
      }
      return call('users.list', undefined, { limit, cursor, before }, list, options)
    },
    merge({ from, into }, options) {
      const merge = () => toReadable(table.merge(from, into).user)
      return call('users.merge', into, { from, into }, merge, options)
    },
  }
}

function createStreak({ call, table, streakInfo }: MemoryMembersOptions): StreakMember {
  return {
    get: (id, options) => call('streak.get', id, undefined, () => table.find(id).streak, options),
    update(id, patch, options) {
      const update = (input: typeof patch) =>
        table.save(id, { streak: applyStreakPatch(table.find(id).streak, input) }).streak
      return call('streak.update', id, patch, update, options)
    },
    ...(streakInfo && {
      info(id, options) {
        const read = () => {
          table.find(id)
          return streakInfo
        }
        return call('streak.info', id, undefined, read, options)
      },
    }),
  }
}

function createSchedule({ call, table }: MemoryMembersOptions): ScheduleMember {
  return {
    get: (id, options) =>
      call('schedule.get', id, undefined, () => table.getSchedule(id, options?.scope), options),
    update(id, patch, options) {
      const scope = options?.scope
      const update = (input: typeof patch) =>
        table.saveSchedule(id, applySchedulePatch(table.getSchedule(id, scope), input), scope)
      return call('schedule.update', id, patch, update, options)
    },
  }
}

function createDevices({ call, table }: MemoryMembersOptions): DevicesMember {
  function edit(id: string, change: (devices: readonly Device[]) => readonly Device[]): void {
    const { user } = table.find(id)
    table.save(id, { user: { ...user, devices: change(user.devices ?? []) } })
  }

  return {
    add(id, device, options) {
      const add = (input: Device) => edit(id, (devices) => toUniqueDevices([...devices, input]))
      return call('devices.add', id, device, add, options)
    },
    remove(id, token, options) {
      const remove = () => edit(id, (devices) => devices.filter((item) => item.token !== token))
      return call('devices.remove', id, token, remove, options)
    },
  }
}

function createEvents({ call, table, trackedEvents }: MemoryMembersOptions): EventsMember {
  return {
    identifies: true,
    track(id, event, options) {
      const track = (input: UserEvent) => {
        if (input.user) table.identify(id, input.user)
        else table.find(id)
        const { idempotencyKey: key } = input
        const isRepeat =
          key !== undefined && trackedEvents.some(({ idempotencyKey }) => key === idempotencyKey)
        if (!isRepeat) trackedEvents.push({ ...input, userId: id })
      }
      return call('events.track', id, event, track, options)
    },
  }
}

const cursorPrefix = 'after '

/** Returns a page of ids in their order. Its cursors name the last id of the page before the one that they lead to. */
function getPage(
  allIds: readonly string[],
  { limit = 50, cursor, before }: ListOptions,
): Omit<UserPage, 'users'> & { readonly ids: readonly string[] } {
  const ids = [...allIds].sort((a, b) => (a < b ? -1 : 1))
  const find = (name: 'cursor' | 'before', position: string): number => {
    if (!position.startsWith(cursorPrefix)) {
      throw invalid('users.list', { [name]: 'is not the cursor of a page' })
    }
    const end = ids.findIndex((id) => id > position.slice(cursorPrefix.length))
    return end === -1 ? ids.length : end
  }
  const size = Math.min(limit, 1000)
  const start =
    before === undefined
      ? find('cursor', cursor ?? cursorPrefix)
      : Math.max(0, find('before', before) - size)
  const end = before === undefined ? Math.min(start + size, ids.length) : find('before', before)
  return {
    ids: ids.slice(start, end),
    ...(end < ids.length && { next: cursorPrefix + (ids[end - 1] ?? '') }),
    ...(start > 0 && { previous: cursorPrefix + (ids[start - 1] ?? '') }),
  }
}
