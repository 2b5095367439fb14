import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createTrophyPreferences } from './preferences.js'
import { createTrophyRequest } from './request.js'
import { createTrophyStreak } from './streak.js'
import { createTrophyUsers } from './users.js'

export interface TrophyAdapterOptions {
  /**
   * `<prefix>.<secret>`, both parts. An application key (`app_...`) acts for one user and may be in a browser; every other key is
   * a secret and belongs behind `createUserHandler`.
   */
  readonly apiKey: string
  /** Needed where multi-tenancy is on; sent as `Tenant-ID`. */
  readonly tenantId?: string | undefined
  /** @default `trophy`, and `trophy:` with the tenant where there is one */
  readonly id?: string | undefined
  /** @default 'https://api.trophy.so/v1' */
  readonly baseUrl?: string | undefined
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * Speaks to Trophy (api.trophy.so). The handler is the usual way from a browser; with an application key you may try it
 * directly, though whether Trophy allows cross-origin requests is not published, and any other user is an error there.
 *
 * - `subscribeToEmails: false` makes Trophy forget the email address; `true` needs `email` in the same patch.
 * - `createdAt` is the day in UTC, without a time, or in the `timezone` of the same patch where that day has not begun there; a day later
 *   than today is refused by Trophy.
 * - Traits are strings under keys that the dashboard knows. They are sent together with those that are stored, read just before:
 *   two processes that write traits of one person at once may still undo each other.
 * - Devices are bare tokens: a `platform` or `channelId` is refused.
 * - Preferences: a type is written with all its channels. Without `row`, those of a type that the person never chose count as off.
 *   `{ channel, enabled: false }` turns it off in every type; there a type that was never chosen is off from then on, on all channels.
 * - `users.create` looks first whether the user is there; two at the same moment may both succeed.
 * - Streak settings other than `enabled` are `locked` until streak customization is on in the dashboard.
 * @throws IdentikitError `misuse` for a secret key in a browser
 */
export function createTrophyAdapter(options: TrophyAdapterOptions): UserAdapter {
  const { apiKey, tenantId, baseUrl = 'https://api.trophy.so/v1', fetch } = options
  if (typeof apiKey !== 'string' || apiKey === '') {
    throw new IdentikitError('misuse', 'createTrophyAdapter({ apiKey }) needs a key of Trophy.')
  }
  if (!apiKey.startsWith('app_')) assertServerOnly('Trophy', 'apiKey')
  const request = createTrophyRequest({ apiKey, tenantId, baseUrl, fetch })
  const preferences = createTrophyPreferences(request)
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
    ...createTrophyUsers(request, preferences),
    preferences: {
      rules: preferences.rules,
      get: preferences.get,
      update: preferences.update,
    },
    streak: createTrophyStreak(request),
  }
}

export { createTrophyUserKey, revokeTrophyUserKey } from './userKey.js'
export type { TrophyAdminOptions, TrophyUserKey } from './userKey.js'
