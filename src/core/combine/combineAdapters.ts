import type { EventsMember, UserAdapter, UsersMember } from '../adapter.js'
import { combineUsers } from './combinedUsers.js'
import { IdentikitError } from '../errors.js'
import { userFields, userFlags } from '../user/fields.js'
import type { FieldRules, UserRules } from '../user/user.js'

export interface CombineAdaptersOptions {
  /** Who is told about people: all of them. Users are read from the first. */
  readonly users: readonly UserAdapter[]
  /**
   * Which of `users` holds the custom attributes, since what one holds as JSON another refuses. Where it is not the first, a user
   * takes two reads, and there is no `users.list`.
   * @default the first of `users`
   */
  readonly traits?: UserAdapter | undefined
  readonly preferences?: UserAdapter | undefined
  readonly streak?: UserAdapter | undefined
  readonly devices?: UserAdapter | undefined
  readonly events?: UserAdapter | undefined
  /** @default `combine:` and the ids of the adapters */
  readonly id?: string | undefined
}

const resources = ['preferences', 'streak', 'devices', 'events'] as const

const caller = 'combineAdapters()'

/**
 * Makes one adapter of several. What all of `users` must hold is written to all of them at once; where some fail, the error names
 * who took it and who did not, and repeating is safe for all but `create`. `create`, `delete`, `merge` and `identifyMany`
 * are there where all of `users` have them.
 * @example
 * combineAdapters({ users: [knock, trophy], preferences: knock, streak: trophy })
 * @throws IdentikitError `misuse` without `users`, or for an adapter that lacks what it is named for
 */
export function combineAdapters(options: CombineAdaptersOptions): UserAdapter {
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- plain JavaScript may give nothing
  const [first, ...others] = options?.users ?? []
  if (!first) throw misuse('users names no adapter')
  const users: readonly [UserAdapter, ...UserAdapter[]] = [first, ...others]
  const { traits = first, preferences, streak, devices, events } = options
  const roles = { users, traits, preferences, devices }
  const named = { preferences, streak, devices, events }

  for (const adapter of users) {
    if (!adapter.pending && !adapter.users)
      throw misuse(`${adapter.id} is in users and has no users`)
  }
  if (!users.includes(traits)) throw misuse(`${traits.id} is named for traits and is not in users`)
  if (!traits.pending && first.users?.get && !traits.users?.get)
    throw misuse(`${traits.id} is named for traits and has no users.get`)
  for (const resource of resources) {
    const adapter = named[resource]
    if (adapter && !adapter.pending && !adapter[resource])
      throw misuse(`${adapter.id} is named for ${resource} and has none`)
  }

  const ids = resources.flatMap((resource) =>
    named[resource] ? [`${resource}=${named[resource].id}`] : [],
  )
  const owner = traits === first ? [] : [`traits=${traits.id}`]
  return {
    id: options.id ?? `combine:${[...users.map(({ id }) => id), ...owner, ...ids].join('+')}`,
    get pending() {
      const all = [...users, ...resources.flatMap((resource) => named[resource] ?? [])]
      return all.some((adapter) => adapter.pending)
    },
    get fields() {
      return combineFields(users, preferences)
    },
    get traits() {
      return traits.traits
    },
    get unsupportedHints() {
      return combineInstead(users)
    },
    get users() {
      return combineUsers(roles)
    },
    get preferences() {
      return preferences?.preferences
    },
    get streak() {
      return streak?.streak
    },
    get devices() {
      return devices?.devices
    },
    get events() {
      return events?.events && identifying(events.events, combineUsers(roles))
    },
  }
}

/** Read where users are read, written wherever there is a place for it. */
function combineFields(
  users: readonly [UserAdapter, ...UserAdapter[]],
  preferences: UserAdapter | undefined,
): UserRules['fields'] {
  const entries = [...userFields, ...userFlags].flatMap((field): [string, FieldRules][] => {
    // It tells of messages of this service, and nothing of those that another one sends.
    if (field === 'control' && preferences !== users[0]) return []
    const rules = users.flatMap(({ fields }) => fields[field] ?? [])
    const writers = rules.filter(({ write }) => write)
    const write = writers.length > 0
    const clear = write && writers.every((one) => one.clear)
    const shown = users[0].fields[field]
    // What the first shows and others write would look unsaved for ever.
    const read = shown?.read === true && (shown.write || !write)
    return read || write ? [[field, { read, write, clear }]] : []
  })
  return Object.fromEntries(entries)
}

/** Whom an event identifies on the way, all must hear of. */
function identifying({ track }: EventsMember, { identify }: UsersMember): EventsMember {
  if (!identify) return { track }
  return {
    async track(id, { user, ...event }, options) {
      if (user) await identify(id, user, options)
      return track(id, event, options)
    },
  }
}

/** Of one member, what each says of itself. */
function combineInstead(users: readonly UserAdapter[]): Readonly<Record<string, string>> {
  const ways = users.flatMap(({ unsupportedHints = {} }) => Object.entries(unsupportedHints))
  const names = new Set(ways.map(([name]) => name))
  const sentences = (name: string) => ways.flatMap(([one, way]) => (one === name ? [way] : []))
  return Object.fromEntries([...names].map((name) => [name, sentences(name).join(' ')]))
}

function misuse(what: string): IdentikitError {
  return new IdentikitError('misuse', `${caller}: ${what}.`)
}
