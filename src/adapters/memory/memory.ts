import type {
  DevicesMember,
  EventsMember,
  PreferencesMember,
  StreakMember,
  UserAdapter,
  UserEvent,
  UserRecord,
  UsersMember,
} from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { userFields } from '../../core/user/fields.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import type { PreferenceRules, Preferences } from '../../core/preferences/preferences.js'
import {
  applyStreakPatch,
  defaultStreak,
  type StreakInfo,
  type StreakSettings,
} from '../../core/streak/streak.js'
import type { TraitRules } from '../../core/user/traits.js'
import { isUserField, isUserFlag } from '../../core/user/user.js'
import type { FieldRules, User, UserRules } from '../../core/user/user.js'
import { createFaults, type AdapterCall, type Faults } from './faults.js'
import { createPeople } from './people.js'

export type MemoryMember =
  | 'users'
  | `users.${keyof UsersMember}`
  | 'preferences'
  | 'preferences.reset'
  | 'streak'
  | 'devices'
  | 'events'

export interface MemoryAdapterOptions {
  /** @default 'memory' */
  readonly id?: string | undefined
  /** Who is known to begin with. */
  readonly users?: Iterable<UserRecord & Pick<User, 'control'>> | undefined
  /** What the service gives everybody to begin with. */
  readonly preferences?: Partial<Preferences> | undefined
  /** How everybody's streak works to begin with. */
  readonly streak?: StreakSettings | undefined
  /**
   * What is known around everybody's streak.
   * @default nothing: `streak.info` is absent
   */
  readonly streakInfo?: StreakInfo | undefined
  /** @default { write: 'setting', parents: 'and' } */
  readonly rules?: Partial<PreferenceRules> | undefined
  /** @default all of them, to read, write and clear */
  readonly fields?: UserRules['fields'] | undefined
  /** @default { values: 'json', merge: 'deep', clear: true } */
  readonly traits?: TraitRules | undefined
  /** What this service shall lack, e.g. `['streak', 'preferences.reset']`. */
  readonly without?: readonly MemoryMember[] | undefined
}

export interface MemoryAdapter extends UserAdapter {
  /** Switches for what may go wrong. */
  readonly faults: Faults
  /** What was asked so far, also what failed. */
  readonly calls: readonly AdapterCall[]
  /** The events so far, each idempotency key once. */
  readonly tracked: readonly (UserEvent & { readonly userId: string })[]
}

const every: FieldRules = { read: true, write: true, clear: true }

/** A user service in memory, with switches for its faults: for tests, stories and examples. */
export function createMemoryAdapter(options: MemoryAdapterOptions = {}): MemoryAdapter {
  const { without = [], fields = Object.fromEntries(userFields.map((field) => [field, every])) } =
    options
  const { streakInfo: info } = options
  const traits = options.traits ?? { values: 'json', merge: 'deep', clear: true }
  const rules: PreferenceRules = { write: 'setting', parents: 'and', ...options.rules }
  const has = (member: MemoryMember) => !without.includes(member)
  const calls: AdapterCall[] = []
  const tracked: (UserEvent & { readonly userId: string })[] = []
  const { faults, send } = createFaults()
  const people = createPeople({
    traits,
    rules,
    devices: has('devices'),
    streak: options.streak ?? defaultStreak,
    preferences: { types: [], channels: {}, rest: {}, ...options.preferences },
  })
  for (const { id, ...patch } of options.users ?? []) people.create(id, patch)

  function ask<Input, Answer>(
    member: string,
    id: string | undefined,
    input: Input,
    act: (input: Input) => Answer,
    { signal, source }: { signal?: AbortSignal | undefined; source?: string | undefined } = {},
  ): Promise<Answer> {
    const copy = copied(input)
    const call: AdapterCall = {
      member,
      ...(id !== undefined && { id }),
      ...(copy !== undefined && { input: copy }),
      ...(source !== undefined && { source }),
    }
    calls.push(call)
    return send(call, () => copied(act(copy)), signal)
  }

  const shown = (user: User): User =>
    Object.fromEntries(
      Object.entries(user).filter(
        ([key]) => !(isUserField(key) || isUserFlag(key)) || fields[key]?.read === true,
      ),
    ) as unknown as User

  const users: { readonly [Name in keyof UsersMember]-?: NonNullable<UsersMember[Name]> } = {
    get: (id, settings) =>
      ask('users.get', id, undefined, () => shown(people.find(id).user), settings),
    identify: (id, patch, { preferences, ...settings } = {}) =>
      ask(
        'users.identify',
        id,
        preferences ? { patch, preferences } : { patch },
        (input) => {
          const { user } = people.has(id)
            ? people.update(id, input.patch)
            : people.create(id, input.patch)
          if ('preferences' in input) people.choose(id, input.preferences)
          return shown(user)
        },
        settings,
      ),
    create: (id, patch, { preferences, ...settings } = {}) =>
      ask(
        'users.create',
        id,
        preferences ? { patch, preferences } : { patch },
        (input) => {
          if (people.has(id)) throw taken()
          const { user } = people.create(id, input.patch)
          if ('preferences' in input) people.choose(id, input.preferences)
          return shown(user)
        },
        settings,
      ),
    update: (id, patch, settings) =>
      ask('users.update', id, patch, (input) => shown(people.update(id, input).user), settings),
    delete: (id, { archive, ...settings } = {}) =>
      ask(
        'users.delete',
        id,
        { archive },
        () => {
          if (!archive) return people.remove(id)
          throw new IdentikitError('unsupported', 'The memory adapter erases and cannot archive.')
        },
        settings,
      ),
    list: ({ limit, cursor, ...settings } = {}) =>
      ask(
        'users.list',
        undefined,
        { limit, cursor },
        () => {
          const after = cursor === undefined ? '' : fromCursor(cursor)
          const rest = people.ids().filter((id) => id > after)
          const page = rest.slice(0, Math.min(limit ?? 50, 1000))
          const last = page.at(-1)
          const more = last !== undefined && page.length < rest.length
          const listed = page.map((id) => shown(people.find(id).user))
          return more ? { users: listed, next: toCursor(last) } : { users: listed }
        },
        settings,
      ),
    identifyMany: sequentialIdentifyMany((...args) => users.identify(...args)),
    merge: ({ from, into }, settings) =>
      ask(
        'users.merge',
        into,
        { from, into },
        () => shown(people.merge(from, into).user),
        settings,
      ),
  }

  const preferences: Required<PreferencesMember> = {
    rules,
    get: (id, settings) =>
      ask('preferences.get', id, undefined, () => people.preferencesOf(id), settings),
    update: (id, change, settings) =>
      ask('preferences.update', id, [change].flat(), (input) => people.choose(id, input), settings),
    reset: (id, settings) =>
      ask('preferences.reset', id, undefined, () => people.forgetChoices(id), settings),
  }
  const { reset: _, ...unresettable } = preferences

  const streak: StreakMember = {
    get: (id, settings) => ask('streak.get', id, undefined, () => people.find(id).streak, settings),
    update: (id, patch, settings) =>
      ask(
        'streak.update',
        id,
        patch,
        (input) => people.setStreak(id, applyStreakPatch(people.find(id).streak, input)),
        settings,
      ),
    ...(info && {
      info: (id, settings) => {
        const read = () => {
          people.find(id)
          return info
        }
        return ask('streak.info', id, undefined, read, settings)
      },
    }),
  }

  const devices: DevicesMember = {
    add: (id, device, settings) =>
      ask('devices.add', id, device, (input) => people.addDevice(id, input), settings),
    remove: (id, token, settings) =>
      ask('devices.remove', id, token, () => people.removeDevice(id, token), settings),
  }

  const events: EventsMember = {
    track: (id, event, settings) =>
      ask(
        'events.track',
        id,
        event,
        (input) => {
          if (input.user && !people.has(id)) people.create(id, input.user)
          else if (input.user) people.update(id, input.user)
          else people.find(id)
          const { idempotencyKey: key } = input
          const known =
            key !== undefined && tracked.some(({ idempotencyKey }) => key === idempotencyKey)
          if (!known) tracked.push({ ...input, userId: id })
        },
        settings,
      ),
  }

  return {
    id: options.id ?? 'memory',
    fields,
    traits,
    faults,
    calls,
    tracked,
    ...(has('users') && { users: kept(users, (name) => has(`users.${name}`)) }),
    ...(has('preferences') && {
      preferences: has('preferences.reset') ? preferences : unresettable,
    }),
    ...(has('streak') && { streak }),
    ...(has('devices') && { devices }),
    ...(has('events') && { events }),
  }
}

/** What goes in and what comes out are copies, as over a network. */
function copied<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

function kept<Members extends object>(members: Members, keep: (name: keyof Members) => boolean) {
  const left = Object.entries(members).filter(([name]) => keep(name as keyof Members))
  return Object.fromEntries(left) as Partial<Members>
}

const cursorStart = 'after '

const toCursor = (id: string): string => cursorStart + id

function fromCursor(cursor: string): string {
  if (cursor.startsWith(cursorStart)) return cursor.slice(cursorStart.length)
  throw invalid('users.list', { cursor: 'is not one that a page before ended with' })
}

function taken(): IdentikitError {
  return new IdentikitError('already-exists', 'The memory adapter has this user already.', {
    status: 409,
  })
}

export type { AdapterCall, Faults }
