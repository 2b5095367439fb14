import * as z from 'zod/mini'
import type {
  Capabilities,
  DevicesMember,
  EventsMember,
  PreferencesMember,
  StreakMember,
  UserAdapter,
  UsersMember,
} from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { findJsonProblem } from '../../core/json.js'
import { preferencesSchema, type PreferenceRules } from '../../core/preferences/preferences.js'
import { wireUserSchema } from '../../core/protocol.js'
import { streakSchema } from '../../core/streak/streak.js'
import { trimTrailingSlashes } from '../http/baseUrl.js'
import type { HttpClientOptions } from '../http/httpClient.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { createRemoteRequests, type RemoteRequests } from './remoteRequests.js'

/** Options of `createRemoteAdapter` and `createRemoteClient`. */
export interface RemoteAdapterOptions extends Pick<HttpClientOptions, 'headers' | 'fetch'> {
  /** The address of `createUserHandler`: `/api/identikit` on the page's own server, or an absolute URL. */
  readonly url: string
  /**
   * The tenant or workspace whose preferences are read and written. `authenticate` of the handler must return it among the user's
   * `scopes`. Create one client for each scope: each has its own cache.
   * @default none: the preferences of the person outside of any tenant
   */
  readonly scope?: string | undefined
  /**
   * The capabilities of the handler, if they are known before the first read (server rendering, build time).
   * @default those of the first read's answer
   */
  readonly capabilities?: Capabilities | undefined
  /**
   * The timeout of a request in milliseconds. It is longer than the handler's own, so that the handler's answer arrives.
   * @default 10000
   */
  readonly timeout?: number | undefined
}

const service = 'Handler'
const unknownRules: PreferenceRules = { write: 'row', parents: 'unknown', scope: true }
const unknownTraits = { values: 'json', merge: 'deep', clear: true } as const

/**
 * Creates an adapter over `createUserHandler`. The browser holds no key, and the handler decides who the user is. Until the first
 * answer the adapter is `pending` and has every member that a handler can serve. The handler saves a batch of preferences without its
 * refused changes, also without `onReport`: the call then rejects with the error of the first.
 * @throws IdentikitError `misuse` for an invalid `url` or `scope`
 * @see createRemoteClient of `identikit/remote`, which most apps need instead
 * @example
 * ```ts
 * const adapter = combineAdapters({
 *   users: createRemoteAdapter({ url: '/api/identikit' }),
 *   preferences: createKnockAdapter({ publicKey, headers }),
 * })
 * ```
 */
export function createRemoteAdapter(options: RemoteAdapterOptions): UserAdapter {
  const { url, scope, headers, fetch, timeout = 10_000 } = options
  let { capabilities } = options
  if (scope === '')
    throw new IdentikitError('misuse', 'createRemoteClient: scope must not be empty.')
  const http = { baseUrl: url, headers, fetch, timeout }
  const requests = createRemoteRequests(http, scope, (served) => {
    capabilities = served
  })
  const users = createUsers(requests)
  const preferences = createPreferences(requests)
  const streak = createStreak(requests)
  const devices = createDevices(requests)
  const events = createEvents(requests)

  return {
    id: `remote:${trimTrailingSlashes(url)}${scope === undefined ? '' : `:scope=${encodeURIComponent(scope)}`}`,
    get pending() {
      return capabilities === undefined
    },
    get fields() {
      return capabilities?.fields ?? {}
    },
    get order() {
      return capabilities?.order
    },
    get traits() {
      return capabilities?.traits ?? unknownTraits
    },
    get users() {
      if (!capabilities) return users
      const served: readonly string[] = capabilities.users
      const members = Object.entries(users).filter(([name]) => served.includes(name))
      return members.length === 0 ? undefined : Object.fromEntries(members)
    },
    get preferences() {
      if (!capabilities) return { rules: unknownRules, ...preferences }
      if (!capabilities.preferences) return undefined
      const { rules, reset } = capabilities.preferences
      return { rules, ...preferences, reset: reset ? preferences.reset : undefined }
    },
    get streak() {
      if (!capabilities) return streak
      return (
        capabilities.streak && {
          ...streak,
          info: capabilities.streak.info ? streak.info : undefined,
        }
      )
    },
    get devices() {
      return capabilities?.devices === false ? undefined : devices
    },
    get events() {
      return capabilities?.events === false ? undefined : events
    },
  }
}

function createUsers({ read, write }: RemoteRequests): UsersMember {
  return {
    get: async (id, options) => requireSameUser(service, id, await read('user', id, options)),
    async identify(id, patch, { preferences, ...options } = {}) {
      requireJson('users.identify', patch)
      const body = { patch, preferences }
      const user = await write(wireUserSchema, 'identify', id, options, { body })
      return requireSameUser(service, id, user)
    },
    async update(id, patch, options) {
      requireJson('users.update', patch)
      const user = await write(wireUserSchema, 'updateUser', id, options, { body: { patch } })
      return requireSameUser(service, id, user)
    },
    delete: async (id, { archive, ...options } = {}) => {
      const query = archive ? { archive: 'true' } : {}
      await write(z.null(), 'deleteUser', id, options, { query })
    },
  }
}

function createPreferences({ read, write }: RemoteRequests): Omit<PreferencesMember, 'rules'> {
  return {
    get: (id, options) => read('preferences', id, options),
    update: (id, change, options) => {
      const body = { changes: [change].flat() }
      return write(preferencesSchema, 'updatePreferences', id, options, { body })
    },
    reset: (id, options) => write(preferencesSchema, 'resetPreferences', id, options),
  }
}

function createStreak({ read, write }: RemoteRequests): StreakMember {
  return {
    get: (id, options) => read('streak', id, options),
    update: (id, patch, options) =>
      write(streakSchema, 'updateStreak', id, options, { body: { patch } }),
    info: (id, options) => read('streakInfo', id, options),
  }
}

function createDevices({ write }: RemoteRequests): DevicesMember {
  return {
    async add(id, device, options) {
      await write(z.null(), 'addDevice', id, options, { body: { device } })
    },
    async remove(id, token, options) {
      await write(z.null(), 'removeDevice', id, options, { body: { token } })
    },
  }
}

function createEvents({ write }: RemoteRequests): EventsMember {
  return {
    async track(id, event, options) {
      const { user = {}, ...others } = event
      requireJson('events.track', { ...others, ...user })
      await write(z.null(), 'track', id, options, { body: { event } })
    },
  }
}

/**
 * Refuses values that the handler would receive as others: JSON contains `null` for `NaN`, which clears a value, and rounded integers.
 * @throws IdentikitError `invalid`
 */
function requireJson(caller: string, values: object): void {
  // The handler refuses `null` and lists.
  const wrong = Object.entries<unknown>(Object(values)).flatMap(([key, value]) => {
    const found = value === undefined ? undefined : findJsonProblem(value)
    return found ? [[`${key}${found[0]}`, found[1]]] : []
  })
  if (wrong.length > 0) throw invalid(caller, Object.fromEntries(wrong) as Record<string, string>)
}
