import type { PreferencesMember, UserAdapter, UsersMember } from '../core/adapter.js'
import { getCapabilities, type Capabilities } from '../core/capabilities.js'
import { IdentikitError } from '../core/errors.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import { getFieldEntry, userFields, type UserField, type UserFlag } from '../core/user/fields.js'
import {
  isUserField,
  isUserFlag,
  type User,
  type UserPatch,
  type UserRules,
} from '../core/user/user.js'
import { filterHistory, type HistoryView } from './history/filterHistory.js'
import { resetsLocked } from './preferences/lockedSettings.js'

/**
 * A feature that is served only if `allow` lists it. With `events` users can award progress to themselves, and with `history` they see the
 * `source` of each of their changes, also of those that your staff made.
 */
export type UserHandlerFeature = 'devices' | 'events' | 'history' | 'users.delete'
const features: readonly UserHandlerFeature[] = ['devices', 'events', 'history', 'users.delete']

/** What users may write about themselves. */
export interface WritableRules {
  /**
   * The writable fields.
   * @default all except `email` and `phone`, which are unverified, `createdAt`, and flags such as `subscribeToEmails`
   */
  readonly fields?: readonly (UserField | UserFlag)[] | undefined
  /**
   * The keys of writable traits; `true` for every key.
   * @default none, because a trait may be a plan or a role
   */
  readonly traits?: true | readonly string[] | undefined
}

/**
 * What users may read about themselves. Fields are always readable, devices only if `allow` lists them. Segments, lists and other data
 * of the service are never readable.
 */
export interface ReadableRules {
  /**
   * The keys of readable traits; `true` for every key.
   * @default the writable traits, because a trait may be an internal score
   */
  readonly traits?: true | readonly string[] | undefined
}

/** The permissions among the options of `createUserHandler`. */
export interface PermissionOptions {
  /** What users may read about themselves. */
  readonly readable?: ReadableRules | undefined
  /** The features to serve beside profile, preferences and streak. */
  readonly allow?: readonly UserHandlerFeature[] | undefined
  /** What users may write about themselves. */
  readonly writable?: WritableRules | undefined
}

/** Limits what a browser may read and write. */
export type Permissions = ReturnType<typeof createPermissions>

const defaultFields = userFields.filter((field) => !getFieldEntry(field).isProtected)

/**
 * Creates the permissions of a handler.
 * @throws IdentikitError `misuse` for an unknown feature or field
 */
export function createPermissions(options: PermissionOptions) {
  const { allow = [], readable = {}, writable = {} } = options
  const { fields = defaultFields, traits = [] }: WritableRules = writable
  checkNames(allow, fields)
  const isWritable = (key: string) => fields.some((field) => field === key)
  const limitedFields = new WeakMap<UserRules['fields'], UserRules['fields']>()

  /** Cached, because the fields of an adapter are mostly the same object. */
  function limitFields(given: UserRules['fields']): UserRules['fields'] {
    const known = limitedFields.get(given)
    if (known) return known
    const entries = Object.entries(given).map(([field, rules]) => [
      field,
      isWritable(field) ? rules : { ...rules, write: false, clear: false },
    ])
    const limited = Object.fromEntries(entries) as UserRules['fields']
    limitedFields.set(given, limited)
    return limited
  }

  const readableTraits = readable.traits ?? traits
  const hasDevices = allow.includes('devices')
  const filterUser = createUserFilter(readableTraits, hasDevices)

  return {
    /** Returns the readable part of a user. */
    filterUser,
    /** Whether users can delete themselves. */
    canDelete: allow.includes('users.delete'),
    /** The keys of writable traits; empty if all are writable. */
    traits: traits === true ? [] : traits,
    /** Returns an adapter with the served members, which return what a session may read only. */
    filterAdapter: (
      adapter: UserAdapter,
      session: Pick<HistoryView, 'scopes' | 'catalog'>,
    ): UserAdapter => ({
      id: adapter.id,
      fields: adapter.fields,
      traits: adapter.traits,
      pending: adapter.pending,
      order: adapter.order,
      users:
        adapter.users && filterUsers(adapter.users, allow.includes('users.delete'), filterUser),
      preferences: adapter.preferences && filterPreferences(adapter.preferences),
      streak: adapter.streak,
      schedule: adapter.schedule,
      devices: hasDevices ? adapter.devices : undefined,
      events: allow.includes('events') ? adapter.events : undefined,
      history:
        adapter.history && allow.includes('history')
          ? filterHistory(adapter.history, { ...session, traits: readableTraits, hasDevices })
          : undefined,
    }),
    /** Returns the capabilities of a filtered adapter, limited to what is writable. */
    getCapabilities(served: UserAdapter, catalog: NotificationCatalog): Capabilities {
      const capabilities = getCapabilities(served)
      if (!capabilities) throw new IdentikitError('service', 'The adapter is pending.')
      const { preferences } = capabilities
      return {
        ...capabilities,
        fields: limitFields(capabilities.fields),
        traits: traits === true ? capabilities.traits : { ...capabilities.traits, declared: true },
        ...(preferences && {
          preferences: { ...preferences, reset: preferences.reset && !resetsLocked(catalog) },
        }),
      }
    },
    /** @throws IdentikitError `forbidden`, which names every refused key */
    checkWritable({ traits: attributes = {}, ...patch }: UserPatch): void {
      const refused = Object.keys(patch).filter((key) => !isWritable(key))
      for (const key of Object.keys(attributes)) {
        if (traits !== true && !traits.includes(key)) refused.push(`traits.${key}`)
      }
      if (refused.length === 0) return
      const problems = refused.map((key) => [key, 'cannot be written from a browser'])
      const message = `The browser may not write ${refused.join(', ')}: see \`writable\`.`
      throw new IdentikitError('forbidden', message, { fields: Object.fromEntries(problems) })
    },
  }
}

function checkNames(allow: readonly UserHandlerFeature[], fields: readonly string[]): void {
  const feature = allow.find((name) => !features.includes(name))
  const field = fields.find((name) => !isUserField(name) && !isUserFlag(name))
  if (feature === undefined && field === undefined) return
  const message =
    feature === undefined
      ? `createUserHandler: \`writable.fields\` holds "${field}", which isn't a field of a user.`
      : `createUserHandler: \`allow\` holds "${feature}". It takes ${features.join(', ')}.`
  throw new IdentikitError('misuse', message)
}

/**
 * Creates a function that keeps the readable part of a user. Segments and lists have internal names, and a script in the page could
 * send messages with the token of a device.
 */
function createUserFilter(traits: true | readonly string[], hasDevices: boolean) {
  return ({ segments: _s, lists: _l, uidUpdateable: _u, devices, ...user }: User): User => {
    const readable = Object.entries(user.traits).filter(
      ([key]) => traits === true || traits.includes(key),
    )
    return {
      ...user,
      ...(devices && hasDevices && { devices }),
      traits: Object.fromEntries(readable),
      rest: {},
    }
  }
}

function filterPreferences({ rules, get, update, reset }: PreferencesMember): PreferencesMember {
  return {
    rules,
    get: async (...input) => ({ ...(await get(...input)), rest: {} }),
    update: async (...input) => ({ ...(await update(...input)), rest: {} }),
    reset: reset && (async (...input) => ({ ...(await reset(...input)), rest: {} })),
  }
}

function filterUsers(
  users: UsersMember,
  canDelete: boolean,
  filterUser: (user: User) => User,
): UsersMember {
  const { get, identify, update } = users
  return {
    get: get && (async (...input) => filterUser(await get(...input))),
    identify: identify && (async (...input) => filterUser(await identify(...input))),
    update: update && (async (...input) => filterUser(await update(...input))),
    delete: canDelete ? users.delete : undefined,
  }
}
