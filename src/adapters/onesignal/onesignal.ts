import type { UserAdapter } from '../../core/adapter.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createHttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { createOneSignalDevices } from './devices.js'
import { misuse, toOneSignalError } from './errors.js'
import { createOneSignalPreferences } from './preferences.js'
import { createPreferenceTags, type OneSignalPreferenceOptions } from './preferenceTags.js'
import { createUserRequests } from './userRequests.js'
import { createOneSignalUsers } from './users.js'
import { traitRules } from './userWire.js'

export type { OneSignalType } from './preferenceTags.js'

/** Options of {@link createOneSignalAdapter}. */
export interface OneSignalAdapterOptions extends OneSignalPreferenceOptions {
  /** The id of the app, a UUID. */
  readonly appId: string
  /** The REST API key of the app. It must not reach a browser. */
  readonly apiKey: string
  /** @default 'https://api.onesignal.com' */
  readonly baseUrl?: string | undefined
  /**
   * The id of the adapter, part of every cache key.
   * @default `onesignal` with the app and the base URL
   */
  readonly id?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

const field = { read: true, write: true, clear: false } as const

// OneSignal takes a new address from the user who has it, and refuses some languages.
const readOnly = { read: true, write: false, clear: false } as const

/**
 * Creates an adapter for OneSignal, on a server. It has users, devices, and the preferences of `types`.
 *
 * Users are found by their `external_id`. OneSignal has no preferences, so a tag of the user holds each choice: `1`, `0`, or no tag while the
 * user made none. Filter the audience of your messages by these tags, because OneSignal doesn't. The other tags are traits. Addresses and the
 * language are read and not written: OneSignal takes a new address from the user who has it, and refuses some languages.
 * @throws IdentikitError `misuse` for invalid options, and in a browser
 * @see https://documentation.onesignal.com/reference
 * @example
 * import { createOneSignalAdapter } from 'identikit/adapters/onesignal'
 *
 * const adapter = createOneSignalAdapter({
 *   appId: process.env.ONESIGNAL_APP_ID,
 *   apiKey: process.env.ONESIGNAL_API_KEY,
 *   types: [{ id: 'news', label: 'News', channels: ['email', 'push'] }],
 * })
 */
export function createOneSignalAdapter(options: OneSignalAdapterOptions): UserAdapter {
  const { appId, apiKey, baseUrl = 'https://api.onesignal.com', fetch } = options
  if (typeof appId !== 'string' || !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(appId))
    throw misuse('needs an `appId`, which is a UUID')
  if (typeof apiKey !== 'string' || !/^[^\s]+$/.test(apiKey)) throw misuse('needs an `apiKey`')
  assertServerOnly('createOneSignalAdapter', 'apiKey')
  const tags = createPreferenceTags(options)
  const http = createHttpClient('OneSignal', {
    baseUrl,
    isSecret: true,
    headers: { authorization: `Key ${apiKey}` },
    fetch,
    toError: toOneSignalError,
  })
  const requests = createUserRequests(http, appId)
  const enqueue = createQueue()

  return {
    id: options.id ?? createId(appId, baseUrl),
    fields: { email: readOnly, phone: readOnly, timezone: field, locale: readOnly },
    traits: traitRules,
    unsupportedHints: {
      'users.merge':
        'OneSignal has no endpoint that merges users. Identify the user with the data of the guest: users.get(guest), then users.identify(user, patch).',
    },
    users: createOneSignalUsers(requests, tags, enqueue),
    ...(tags.all.length > 0 && {
      preferences: createOneSignalPreferences(requests, tags, enqueue),
    }),
    devices: createOneSignalDevices(http, requests, appId),
  }
}

const createId = (appId: string, baseUrl: string): string =>
  `onesignal:app=${appId}:at=${encodeURIComponent(baseUrl.replace(/^https?:\/\//, ''))}`
