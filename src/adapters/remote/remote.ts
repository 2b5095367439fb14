import type { UserAdapter } from '../../core/adapter.js'
import type { PreferenceRules } from '../../core/preferences/preferences.js'
import { createRemoteHistory } from './remoteHistory.js'
import { createRemoteClient, type RemoteClientOptions } from './remoteClient.js'

/** Options of `createRemoteAdapter`. */
export interface RemoteAdapterOptions extends RemoteClientOptions {}

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
  const client = createRemoteClient(options)
  const { id, users, preferences, streak, schedule, devices, events } = client
  const history = createRemoteHistory(options)
  return {
    id,
    get pending() {
      return client.capabilities === undefined
    },
    get fields() {
      return client.capabilities?.fields ?? {}
    },
    get order() {
      return client.capabilities?.order
    },
    get traits() {
      return client.capabilities?.traits ?? unknownTraits
    },
    get users() {
      const { capabilities } = client
      if (!capabilities) return users
      const served: readonly string[] = capabilities.users
      const members = Object.entries(users).filter(([name]) => served.includes(name))
      return members.length === 0 ? undefined : Object.fromEntries(members)
    },
    get preferences() {
      const { capabilities } = client
      if (!capabilities) return { rules: unknownRules, ...preferences }
      if (!capabilities.preferences) return undefined
      const { rules, reset } = capabilities.preferences
      return { rules, ...preferences, reset: reset ? preferences.reset : undefined }
    },
    get streak() {
      const { capabilities } = client
      if (!capabilities) return streak
      if (!capabilities.streak) return undefined
      return { ...streak, info: capabilities.streak.info ? streak.info : undefined }
    },
    get schedule() {
      const { capabilities } = client
      return !capabilities || capabilities.schedule ? schedule : undefined
    },
    get devices() {
      return client.capabilities?.devices === false ? undefined : devices
    },
    get events() {
      return client.capabilities?.events === false ? undefined : events
    },
    get history() {
      return !client.capabilities || client.capabilities.history ? history : undefined
    },
  }
}
