import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createTrophyConnection } from './connection.js'
import { createTrophyDevices } from './devices.js'
import { createTrophyEvents } from './events.js'
import { createTrophyPreferences } from './preferences.js'
import { createTrophyStreak } from './streak.js'
import { createUserRequests } from './userRequests.js'
import { createTrophyUsers } from './users.js'

/** Options of {@link createTrophyAdapter}. */
export interface TrophyAdapterOptions {
  /**
   * The API key with its secret, `<prefix>.<secret>`. An application key (`app_...`) acts for one user and may be used in a
   * browser. Any other key belongs on a server.
   */
  readonly apiKey: string
  /** The tenant, sent as `Tenant-ID`; required if multi-tenancy is on. */
  readonly tenantId?: string | undefined
  /**
   * The id of the adapter, part of every cache key.
   * @default `trophy`, and `trophy:` with the tenant if there is one
   */
  readonly id?: string | undefined
  /** @default 'https://api.trophy.so/v1' */
  readonly baseUrl?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * Creates an adapter for Trophy. Use it on a server. With an application key it works for one user; whether Trophy allows
 * cross-origin requests is not documented.
 *
 * - `subscribeToEmails: false` deletes the email address, and `true` needs `email` in the same patch.
 * - `createdAt` is stored as a day, in UTC or in the `timezone` of the same patch if that day has not begun there. Trophy refuses a
 *   day after today.
 * - Traits are strings whose keys are declared in the dashboard. They are written together with the stored ones, so two processes
 *   that write traits of one user at once may undo each other.
 * - Devices are bare tokens, without `platform` and `channelId`.
 * - A type is written with all its channels: those that don't change as they are stored, so each change reads first. `row` counts for
 *   a type that the user never chose; without it, the other channels of that type count as off.
 *   `{ channel, enabled: false }` turns the channel off in every type, and all channels of a type that the user never chose.
 * - `users.create` reads first; two calls at once may both succeed.
 * - Streak settings other than `enabled` are `locked` until streak customization is on in the dashboard.
 * @throws IdentikitError `misuse` without a key, and for a secret key in a browser
 * @see https://docs.trophy.so/api-reference
 * @example
 * import { createTrophyAdapter } from 'identikit/adapters/trophy'
 *
 * const adapter = createTrophyAdapter({ apiKey: process.env.TROPHY_API_KEY })
 */
export function createTrophyAdapter(options: TrophyAdapterOptions): UserAdapter {
  const { apiKey, tenantId, baseUrl = 'https://api.trophy.so/v1', fetch } = options
  if (!apiKey) throw new IdentikitError('misuse', 'createTrophyAdapter needs an `apiKey`.')
  if (!apiKey.startsWith('app_')) assertServerOnly('Trophy', 'apiKey')
  const createHttp = createTrophyConnection({ apiKey, tenantId, baseUrl, fetch })
  const requests = createUserRequests(createHttp)
  const preferences = createTrophyPreferences(createHttp())
  return {
    id: options.id ?? (tenantId === undefined ? 'trophy' : `trophy:${tenantId}`),
    fields: {
      name: { read: true, write: true, clear: false },
      email: { read: true, write: true, clear: false },
      timezone: { read: true, write: true, clear: true },
      createdAt: { read: true, write: true, clear: true },
      subscribeToEmails: { read: true, write: true, clear: false },
      control: { read: true, write: false, clear: false },
    },
    traits: { values: 'string', merge: 'key', clear: false, declared: true },
    unsupportedHints: {
      'users.merge':
        'Trophy has no way to merge a guest: identify the real user and track under that id from then on.',
    },
    users: createTrophyUsers(createHttp, requests, preferences),
    preferences,
    streak: createTrophyStreak(createHttp),
    devices: createTrophyDevices(requests),
    events: createTrophyEvents(createHttp, requests),
  }
}

export { createTrophyUserKey, revokeTrophyUserKey } from './userKey.js'
export type { TrophyAdminOptions, TrophyUserKey } from './userKey.js'
