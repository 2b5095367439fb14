import type { DevicesMember, EventsMember, UserAdapter, UsersMember } from '../adapter.js'
import { combineScopes } from './combineScopes.js'
import { combineUsers } from './combineUsers.js'
import { IdentikitError } from '../errors.js'
import { userFields, userFlags } from '../user/fields.js'
import type { FieldRules, UserRules } from '../user/user.js'

/** Options of `combineAdapters`. */
export interface CombineAdaptersOptions {
  /** The services that hold users. Users are written to all of them and read from the first. */
  readonly users: readonly UserAdapter[]
  /**
   * The service of `users` that holds the traits, since services accept different values. If it is not the first, reading a user
   * takes two requests, and there is no `users.list`.
   * @default the first of `users`
   */
  readonly traits?: UserAdapter | undefined
  /** The service of the notification preferences. */
  readonly preferences?: UserAdapter | undefined
  /** The service of the streak settings. */
  readonly streak?: UserAdapter | undefined
  /** The service of the schedules. */
  readonly schedule?: UserAdapter | undefined
  /** The service of the push devices. */
  readonly devices?: UserAdapter | undefined
  /** The service that receives events. */
  readonly events?: UserAdapter | undefined
  /** The service of the history, which holds the changes that were made at that service. */
  readonly history?: UserAdapter | undefined
  /**
   * The id of the combination.
   * @default `combine:` and the ids of the adapters
   */
  readonly id?: string | undefined
}

const resources = ['preferences', 'streak', 'schedule', 'devices', 'events', 'history'] as const

const caller = 'combineAdapters()'

/**
 * Combines several adapters into one. Users are written to all services of `users` at once; if some fail, the error names the
 * services that succeeded and failed, and every call except `create` can be repeated. `create`, `delete`, `merge` and
 * `identifyMany` exist if all services of `users` have them. `delete` also erases the user at the other services that can.
 * @example
 * ```ts
 * const adapter = combineAdapters({ users: [knock, trophy], preferences: knock, streak: trophy })
 * ```
 * @throws IdentikitError `misuse` without `users`, or if an adapter lacks the resource it is given for
 */
export function combineAdapters(options: CombineAdaptersOptions): UserAdapter {
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- plain JavaScript may pass nothing
  const [first, ...rest] = options?.users ?? []
  if (!first) throw misuse('users has no adapter')
  const users: readonly [UserAdapter, ...UserAdapter[]] = [first, ...rest]
  const { traits = first, preferences, streak, schedule, devices, events, history } = options
  const owners = { preferences, streak, schedule, devices, events, history }
  const others = [...new Set(resources.flatMap((resource) => owners[resource] ?? []))].filter(
    (adapter) => !users.includes(adapter),
  )
  const roles = { users, traits, preferences, devices, others }

  for (const adapter of users) {
    if (!adapter.pending && !adapter.users) throw misuse(`${adapter.id} of users has no users`)
  }
  if (!users.includes(traits)) throw misuse(`${traits.id} of traits is not in users`)
  if (!traits.pending && first.users?.get && !traits.users?.get)
    throw misuse(`${traits.id} of traits has no users.get`)
  for (const resource of resources) {
    const adapter = owners[resource]
    if (adapter && !adapter.pending && !adapter[resource])
      throw misuse(`${adapter.id} of ${resource} has no ${resource}`)
  }

  const ids = resources.flatMap((resource) =>
    owners[resource] ? [`${resource}=${owners[resource].id}`] : [],
  )
  const traitIds = traits === first ? [] : [`traits=${traits.id}`]
  return {
    id: options.id ?? `combine:${[...users.map(({ id }) => id), ...traitIds, ...ids].join('+')}`,
    get pending() {
      const all = [...users, ...resources.flatMap((resource) => owners[resource] ?? [])]
      return all.some((adapter) => adapter.pending)
    },
    get fields() {
      return combineFields(users, preferences)
    },
    get order() {
      return [...users, streak ?? traits, schedule ?? traits].every(
        (adapter) => adapter.order === true,
      )
    },
    get traits() {
      return traits.traits
    },
    get unsupportedHints() {
      return combineHints(users)
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
    get schedule() {
      return schedule?.schedule
    },
    get devices() {
      return devices === first ? devices.devices : withList(devices)
    },
    get events() {
      return events?.events && withIdentify(events.events, combineUsers(roles))
    },
    get history() {
      return history?.history
    },
    get listScopes() {
      return combineScopes({ preferences, schedule })
    },
  }
}

/** Returns the rules of each field: readable if the first service reads it, writable if a service writes it. */
function combineFields(
  users: readonly [UserAdapter, ...UserAdapter[]],
  preferences: UserAdapter | undefined,
): UserRules['fields'] {
  const entries = [...userFields, ...userFlags].flatMap((field): [string, FieldRules][] => {
    // A control group is about the messages of its own service only.
    if (field === 'control' && preferences !== users[0]) return []
    const rules = users.flatMap(({ fields }) => fields[field] ?? [])
    const writers = rules.filter(({ write }) => write)
    const write = writers.length > 0
    const clear = write && writers.every((rule) => rule.clear)
    const source = users[0].fields[field]
    // A field that the first service only reads and another one writes would always look unsaved.
    const read = source?.read === true && (source.write || !write)
    return read || write ? [[field, { read, write, clear }]] : []
  })
  return Object.fromEntries(entries)
}

/** Identifies the user of an event at all services before the event is sent. */
function withIdentify({ track }: EventsMember, { identify }: UsersMember): EventsMember {
  if (!identify) return { track }
  return {
    async track(id, { user, ...event }, options) {
      if (user) await identify(id, user, options)
      return track(id, event, options)
    },
  }
}

/** Returns the devices of a service that users are not read from, with a list of them if it has one. */
function withList(adapter: UserAdapter | undefined): DevicesMember | undefined {
  const { devices, users } = adapter ?? {}
  const get = users?.get
  if (!devices || devices.list || !get) return devices
  return {
    ...devices,
    list: async (id, options) => (await get(id, options)).devices ?? [],
  }
}

/** Joins the hints of all services for each member. */
function combineHints(users: readonly UserAdapter[]): Readonly<Record<string, string>> {
  const hints: Record<string, string> = {}
  for (const [name, hint] of users.flatMap((user) => Object.entries(user.unsupportedHints ?? {}))) {
    hints[name] = name in hints ? `${hints[name]} ${hint}` : hint
  }
  return hints
}

function misuse(problem: string): IdentikitError {
  return new IdentikitError('misuse', `${caller}: ${problem}.`)
}
