import type {
  PreferencesMember,
  ScheduleMember,
  StreakMember,
  UserAdapter,
  UsersMember,
} from '../core/adapter.js'
import { IdentikitError } from '../core/errors.js'
import type { SignedInUser } from './authorization.js'
import { callHost } from './requestDeadline.js'

/** The `adapter` option: one adapter, or a function that returns the one of a request, e.g. with the credentials of a tenant. */
export type AdapterOption =
  | UserAdapter
  | ((request: Request, user: SignedInUser) => UserAdapter | Promise<UserAdapter>)

/**
 * Returns the adapter of a request.
 * @throws IdentikitError `misuse` if it keeps no preferences by scope and is the same for all scopes
 */
export async function resolveAdapter(
  option: AdapterOption,
  request: Request,
  user: SignedInUser,
  signal: AbortSignal,
): Promise<UserAdapter> {
  if (typeof option === 'function') return callHost('adapter', () => option(request, user), signal)
  if (user.scope === undefined || option.pending || option.preferences?.rules.scope) return option
  throw new IdentikitError(
    'misuse',
    `createUserHandler: the ${option.id} adapter keeps no preferences by scope. Pass a function as adapter, which returns the adapter of a scope.`,
  )
}

/**
 * Returns an adapter whose preferences are those of a scope. Its id names the scope, so that the requests of two scopes share no lease
 * and no record. Profile, streak settings and devices belong to the person.
 *
 * It has every key, also of absent members: V8 copies and overrides the keys of an object quickly, but adds further ones slowly, and
 * each request wraps its adapter several times.
 */
export function bindScope(adapter: UserAdapter, scope: string | undefined): UserAdapter {
  const { id, fields, traits, users, preferences, streak, schedule } = adapter
  const { devices, events } = adapter
  const bound = preferences?.rules.scope === true ? scope : undefined
  return {
    id: scope === undefined ? id : `${id}:scope=${encodeURIComponent(scope)}`,
    fields,
    traits,
    users: users && bindUsers(users, bound),
    preferences: preferences && bindPreferences(preferences, bound),
    streak: streak && bindStreak(streak),
    schedule: schedule && bindSchedule(schedule, bound),
    devices,
    events,
    history: adapter.history,
    // A request is about one person and scope.
    listScopes: undefined,
    getMany: undefined,
    unsupportedHints: adapter.unsupportedHints,
    order: adapter.order,
    pending: adapter.pending,
  } satisfies Every<UserAdapter>
}

/** Has every key of `T`, so that a member that the contract gets later can't be forgotten here. */
type Every<T> = { readonly [Key in keyof Required<T>]: T[Key] }

function bindPreferences(
  { rules, initial, get, update, reset }: PreferencesMember,
  scope: string | undefined,
): PreferencesMember {
  const member = { rules, initial, get, update, reset } satisfies Every<PreferencesMember>
  if (scope === undefined) return member
  return {
    ...member,
    get: (id, options) => get(id, { ...options, scope }),
    update: (id, change, options) => update(id, change, { ...options, scope }),
    reset: reset && ((id, options) => reset(id, { ...options, scope })),
  }
}

const bindStreak = ({ get, update, info }: StreakMember): StreakMember =>
  ({ get, update, info }) satisfies Every<StreakMember>

function bindSchedule({ get, update }: ScheduleMember, scope: string | undefined): ScheduleMember {
  const member = { get, update } satisfies Every<ScheduleMember>
  if (scope === undefined) return member
  return {
    get: (id, options) => get(id, { ...options, scope }),
    update: (id, patch, options) => update(id, patch, { ...options, scope }),
  }
}

/** The preferences that are saved with a user are those of the scope, too. */
function bindUsers(member: UsersMember, scope: string | undefined): UsersMember {
  const { get, identify, create, update, delete: remove, list, identifyMany, merge } = member
  const users = {
    get,
    identify,
    create,
    update,
    delete: remove,
    list,
    identifyMany,
    merge,
  } satisfies Every<UsersMember>
  if (scope === undefined || !identify) return users
  return { ...users, identify: (id, patch, options) => identify(id, patch, { ...options, scope }) }
}
