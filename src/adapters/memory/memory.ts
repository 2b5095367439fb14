import type { UserAdapter, UserRecord, UsersMember } from '../../core/adapter.js'
import type { PreferenceRules, Preferences } from '../../core/preferences/preferences.js'
import { defaultSchedule, type Schedule } from '../../core/schedule/schedule.js'
import { defaultStreak, type StreakInfo, type StreakSettings } from '../../core/streak/streak.js'
import { userFields } from '../../core/user/fields.js'
import type { TraitRules } from '../../core/user/traits.js'
import type { User, UserRules } from '../../core/user/user.js'
import { createFieldRules } from '../http/wireFields.js'
import { createFaults, type AdapterCall, type Faults } from './faults.js'
import { createMemoryMembers, type TrackedEvent } from './memoryMembers.js'
import { createMemoryHistory } from './memoryHistory.js'
import type { MemoryCall } from './memoryPreferences.js'
import { createUserTable } from './userTable.js'

/** The name of a member that `without` removes. */
export type MemoryMember =
  | 'users'
  | `users.${keyof UsersMember}`
  | 'preferences'
  | 'preferences.reset'
  | 'streak'
  | 'schedule'
  | 'devices'
  | 'events'

/** Options of `createMemoryAdapter`. */
export interface MemoryAdapterOptions {
  /**
   * The id of the adapter.
   * @default 'memory'
   */
  readonly id?: string | undefined
  /** The users that exist from the start. */
  readonly users?: Iterable<UserRecord & Pick<User, 'control'>> | undefined
  /** The preferences of every new user. */
  readonly preferences?: Partial<Preferences> | undefined
  /** The streak settings of every new user. */
  readonly streak?: StreakSettings | undefined
  /** The schedule of every new user. @default messages come at any time */
  readonly schedule?: Schedule | undefined
  /**
   * The streak information of every user.
   * @default none: `streak.info` is absent
   */
  readonly streakInfo?: StreakInfo | undefined
  /**
   * How preferences are written and evaluated. A service that writes whole rows has no frequencies and can't delete one choice by default.
   * @default { write: 'setting', parents: 'and', clear: true, frequency: true, scope: true }
   */
  readonly rules?: Partial<PreferenceRules> | undefined
  /**
   * The supported fields.
   * @default all fields, to read, write and clear
   */
  readonly fields?: UserRules['fields'] | undefined
  /**
   * The supported traits.
   * @default { values: 'json', merge: 'deep', clear: true }
   */
  readonly traits?: TraitRules | undefined
  /** The members that the service lacks, e.g. `['streak', 'preferences.reset']`. */
  readonly without?: readonly MemoryMember[] | undefined
}

/** A user service in memory, with fault switches and records of its calls. */
export interface MemoryAdapter extends UserAdapter {
  /** The fault switches. */
  readonly faults: Faults
  /** All calls so far, failed ones included. */
  readonly calls: readonly AdapterCall[]
  /** All events so far, one for each idempotency key. */
  readonly trackedEvents: readonly TrackedEvent[]
}

/**
 * Creates a user service in memory for tests, stories and examples.
 * @example
 * ```ts
 * const adapter = createMemoryAdapter({ users: [{ id: 'ada', name: 'Ada Lovelace' }] })
 * adapter.faults.latency = 300
 * adapter.faults.fail = ({ member }) =>
 *   member === 'preferences.update' ? new IdentikitError('service', 'Down.') : undefined
 * ```
 */
export function createMemoryAdapter(options: MemoryAdapterOptions = {}): MemoryAdapter {
  const { without = [], streakInfo, fields = createFieldRules(userFields) } = options
  const traits = options.traits ?? { values: 'json', merge: 'deep', clear: true }
  const { write = 'setting' } = options.rules ?? {}
  const isBySetting = write === 'setting'
  const rules: PreferenceRules = {
    parents: 'and',
    clear: isBySetting,
    frequency: isBySetting,
    scope: true,
    ...options.rules,
    write,
  }
  const has = (member: MemoryMember) => !without.includes(member)
  const calls: AdapterCall[] = []
  const trackedEvents: TrackedEvent[] = []
  const { faults, simulate } = createFaults()
  const table = createUserTable({
    traits,
    rules,
    hasDevices: has('devices'),
    streak: options.streak ?? defaultStreak,
    schedule: options.schedule ?? defaultSchedule,
    preferences: { types: [], channels: {}, rest: {}, ...options.preferences },
  })
  for (const { id, ...patch } of options.users ?? []) table.create(id, patch)

  const history = createMemoryHistory()
  const call: MemoryCall = (member, id, input, act, requestOptions = {}) => {
    const { signal, source } = requestOptions
    const recorded = copy({ member, id, input, source })
    calls.push(recorded)
    const run = () =>
      history.record(table, member, id, recorded.input, requestOptions, () =>
        copy(act(recorded.input)),
      )
    return simulate(recorded, run, signal)
  }

  const members = createMemoryMembers({
    call,
    table,
    faults,
    fields,
    rules,
    streakInfo,
    trackedEvents,
    hasSchedule: has('schedule'),
  })
  const users = Object.entries(members.users).filter(([name]) =>
    has(`users.${name as keyof UsersMember}`),
  )
  const { reset, ...preferences } = members.preferences
  return {
    id: options.id ?? 'memory',
    fields,
    traits,
    faults,
    calls,
    trackedEvents,
    ...(has('users') && { users: Object.fromEntries(users) }),
    ...(has('preferences') && {
      preferences: has('preferences.reset') ? { ...preferences, reset } : preferences,
    }),
    ...(has('streak') && { streak: members.streak }),
    ...(has('schedule') && { schedule: members.schedule }),
    ...(has('devices') && { devices: members.devices }),
    ...(has('events') && { events: members.events }),
    history: history.createMember(call),
    listScopes: members.listScopes,
    ...(has('users.get') && has('preferences') && { getMany: members.getMany }),
  }
}

/** Copies input and results, as a network does. */
function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

export type { AdapterCall, Faults, TrackedEvent }
