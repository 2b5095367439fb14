import type { UserAdapter } from '../../core/adapter.js'
import { createHttpClient } from '../http/httpClient.js'
import { createFieldRules } from '../http/wireFields.js'
import { createKnockCredentials, misuse, type KnockCredentialOptions } from './credentials.js'
import { createKnockDevices } from './devices.js'
import { toKnockError } from './errors.js'
import { createKnockPreferences } from './preferences.js'
import { createKnockUsers } from './users.js'
import { fieldNames } from './userWire.js'

export type { UserToken as KnockUserToken } from '../http/credentials.js'

/** Options of {@link createKnockAdapter}. */
export interface KnockAdapterOptions extends KnockCredentialOptions {
  /**
   * The id of the preference set that is read and written.
   * @default the set of `tenant`, or `default`
   */
  readonly preferenceSet?: string | undefined
  /**
   * The id of the tenant whose preferences these are. The tenant's own set is used, because `default` counts only if neither the
   * user nor the tenant has a set of the tenant. With another `preferenceSet`, Knock merges the tenant's defaults into that set.
   * Without a `preferenceSet`, `scope` of a request overrides the tenant.
   */
  readonly tenant?: string | undefined
  /**
   * The UUIDs of the push channels (APNs, FCM, Expo) that store device tokens. Without any, the adapter has no `devices`. The
   * platform of a device is not stored; its channel implies it.
   */
  readonly deviceChannels?: readonly string[] | undefined
  /** @default 'https://api.knock.app' */
  readonly baseUrl?: string | undefined
  /**
   * The id of the adapter, part of every cache key. Set it if one app uses two environments, because the API key, which selects
   * the environment, is a secret and not part of the default.
   * @default `knock`, with base URL, branch, tenant and preference set where they differ from their defaults
   */
  readonly id?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

const defaultBaseUrl = 'https://api.knock.app'
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * Creates an adapter for Knock. With a secret key, on a server, it has users, preferences and devices. With a public key and a
 * user token, in a browser, it has `users.get`, `users.identify`, preferences and devices of that user.
 *
 * Knock stores a `locale` and may not return it, deletes a user within ten minutes, and stores a value for each channel of a row
 * when one channel of a row without channels is changed.
 * @throws IdentikitError `misuse` for invalid options, and for a secret key in a browser
 * @see https://docs.knock.app/api-reference
 * @example
 * import { createKnockAdapter } from 'identikit/adapters/knock'
 *
 * const adapter = createKnockAdapter({ apiKey: process.env.KNOCK_API_KEY })
 */
export function createKnockAdapter(options: KnockAdapterOptions): UserAdapter {
  const { tenant, baseUrl = defaultBaseUrl, deviceChannels = [], fetch } = options
  const set = options.preferenceSet ?? tenant ?? 'default'
  if (set === '' || tenant === '') throw misuse('`preferenceSet` and `tenant` must not be empty.')
  if (!deviceChannels.every((channel) => uuid.test(channel))) {
    throw misuse('`deviceChannels` must be UUIDs of channels.')
  }
  const { isSecret, headers } = createKnockCredentials(options)
  const http = createHttpClient('Knock', {
    baseUrl,
    isSecret,
    headers,
    fetch,
    toError: toKnockError,
  })
  const preferences = createKnockPreferences(http, {
    set,
    tenant: set === tenant ? undefined : tenant,
    // A set with an id of its own is one for all tenants.
    hasScopes: options.preferenceSet === undefined,
    canReset: isSecret,
  })

  return {
    id: options.id ?? createId(options, set),
    fields: createFieldRules(Object.keys(fieldNames)),
    traits: { values: 'json', merge: 'deep', clear: true },
    users: createKnockUsers(http, preferences, isSecret),
    preferences,
    ...(deviceChannels.length > 0 && { devices: createKnockDevices(http, deviceChannels) }),
  }
}

function createId(options: KnockAdapterOptions, set: string): string {
  const { baseUrl = defaultBaseUrl, branch, tenant } = options
  const parts = {
    at: baseUrl === defaultBaseUrl ? undefined : baseUrl.replace(/^https?:\/\//, ''),
    branch,
    tenant,
    set: set === (tenant ?? 'default') ? undefined : set,
  }
  const entries = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return ['knock', ...entries].join(':')
}
