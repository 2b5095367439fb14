import {
  getCapabilities,
  type Capabilities,
  type PreferencesMember,
  type UserAdapter,
  type UsersMember,
} from '../core/adapter.js'
import type { NotificationCatalog } from '../core/preferences/catalog.js'
import { IdentikitError } from '../core/errors.js'
import { getFieldEntry, userFields, type UserField, type UserFlag } from '../core/user/fields.js'
import type { Preferences } from '../core/preferences/preferences.js'
import { isUserField, isUserFlag, type User, type UserPatch } from '../core/user/user.js'
import { resetsLocked } from './locks.js'

/** What is served only where the host says so: with `events` a person can award themselves progress. */
export type UserHandlerFeature = 'devices' | 'events' | 'users.delete'
const features: readonly UserHandlerFeature[] = ['devices', 'events', 'users.delete']

/** What the person may write about themselves. */
export interface WritableRules {
  /** @default all but `email` and `phone`, which nobody has verified yet, `createdAt` and flags such as `subscribeToEmails` */
  readonly fields?: readonly (UserField | UserFlag)[] | undefined
  /**
   * Keys of custom attributes; `true` for every key.
   * @default none: a trait may be a plan or a role
   */
  readonly traits?: true | readonly string[] | undefined
}

/**
 * What the person's own browser is shown of them; fields are always shown, devices where `allow` has them; segments, lists and what else
 * the service sent never are.
 */
export interface ReadableRules {
  /**
   * Keys of custom attributes; `true` for every key.
   * @default those that are writable: a trait may be a score that is not meant for the person
   */
  readonly traits?: true | readonly string[] | undefined
}

export interface PermissionOptions {
  readonly readable?: ReadableRules | undefined
  readonly allow?: readonly UserHandlerFeature[] | undefined
  readonly writable?: WritableRules | undefined
}

export interface Permissions {
  /** As much of a person as their own browser is shown. */
  shown(user: User): User
  /** The adapter without what is not served. */
  served(adapter: UserAdapter): UserAdapter
  /** What the browser is told: the served members, and what it may write. */
  capabilities(served: UserAdapter, catalog: NotificationCatalog): Capabilities
  /** The custom attributes that the host names as writable; none of them where all are. */
  readonly traits: readonly string[]
  /** @throws IdentikitError `forbidden`, naming every refused key at once */
  checkWritable(patch: UserPatch): void
}

/**
 * Decides what a browser may do at all.
 * @throws IdentikitError `misuse` for a feature or a field that there is not
 */
export function createPermissions(options: PermissionOptions): Permissions {
  const { allow = [], writable = {}, readable = {} } = options
  const {
    fields = userFields.filter((field) => !getFieldEntry(field).isProtected),
    traits = [],
  }: WritableRules = writable
  const stray =
    allow.find((feature) => !features.includes(feature)) ??
    fields.find((field) => !isUserField(field) && !isUserFlag(field))
  if (stray !== undefined) {
    throw new IdentikitError(
      'misuse',
      `createUserHandler: "${stray}" is no feature and no field of a user.`,
    )
  }
  const mayWrite = (key: string) => fields.some((field) => field === key)
  const mayWriteTrait = (key: string) => traits === true || traits.includes(key)
  const shownTraits = readable.traits ?? traits
  // Segments and lists are named for the product's own people, and the preferences show those that are offered. Who knows a token may send
  // to the device, and one script of somebody else's in the page would.
  const shown = ({ segments: _s, lists: _l, uidUpdateable: _u, devices, ...user }: User): User => ({
    ...user,
    ...(devices && allow.includes('devices') && { devices }),
    traits:
      shownTraits === true
        ? user.traits
        : Object.fromEntries(
            Object.entries(user.traits).filter(([key]) => shownTraits.includes(key)),
          ),
    rest: {},
  })

  return {
    shown,
    traits: traits === true ? [] : traits,
    served: (adapter) => ({
      id: adapter.id,
      fields: adapter.fields,
      traits: adapter.traits,
      pending: adapter.pending,
      users: adapter.users && servedUsers(adapter.users, allow.includes('users.delete'), shown),
      preferences: adapter.preferences && servedPreferences(adapter.preferences),
      streak: adapter.streak,
      devices: allow.includes('devices') ? adapter.devices : undefined,
      events: allow.includes('events') ? adapter.events : undefined,
    }),
    capabilities(served, catalog) {
      const capabilities = getCapabilities(served)
      if (!capabilities)
        throw new IdentikitError('service', 'The adapter does not know its service yet.')
      const { preferences } = capabilities
      const narrowed = Object.entries(capabilities.fields).map(([field, can]) => [
        field,
        mayWrite(field) ? can : { ...can, write: false, clear: false },
      ])
      return {
        ...capabilities,
        fields: Object.fromEntries(narrowed) as Capabilities['fields'],
        traits: traits === true ? capabilities.traits : { ...capabilities.traits, declared: true },
        ...(preferences && {
          preferences: { ...preferences, reset: preferences.reset && !resetsLocked(catalog) },
        }),
      }
    },
    checkWritable({ traits: attributes = {}, ...patch }) {
      const refused = [
        ...Object.keys(patch).filter((key) => !mayWrite(key)),
        ...Object.keys(attributes)
          .filter((key) => !mayWriteTrait(key))
          .map((key) => `traits.${key}`),
      ]
      if (refused.length === 0) return
      throw new IdentikitError(
        'forbidden',
        `The browser may not write ${refused.join(', ')}: see \`writable\`.`,
        {
          fields: Object.fromEntries(
            refused.map((key) => [key, 'cannot be written from a browser']),
          ),
        },
      )
    },
  }
}

function servedPreferences({ rules, get, update, reset }: PreferencesMember): PreferencesMember {
  return {
    rules,
    get: async (...input) => withoutRest(await get(...input)),
    update: async (...input) => withoutRest(await update(...input)),
    reset: reset && (async (...input) => withoutRest(await reset(...input))),
  }
}

const withoutRest = (preferences: Preferences): Preferences => ({ ...preferences, rest: {} })

function servedUsers(
  users: UsersMember,
  deletes: boolean,
  shown: (user: User) => User,
): UsersMember {
  const { get, identify, update } = users
  return {
    get: get && (async (...input) => shown(await get(...input))),
    identify: identify && (async (...input) => shown(await identify(...input))),
    update: update && (async (...input) => shown(await update(...input))),
    delete: deletes ? users.delete : undefined,
  }
}
