import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { FieldRules } from '../../core/user/user.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createHttpClient, type HttpClient } from '../http/httpClient.js'
import { createEngageDevices } from './devices.js'
import { createEngageErrors } from './errors.js'
import { createEngageEvents } from './events.js'
import { createEngagePreferences } from './preferences.js'
import type { EngagePreferenceOptions } from './preferencesWire.js'
import { saveUser } from './userRequests.js'
import { createEngageUsers, createPublicIdentify } from './users.js'
import { fieldNames } from './userWire.js'

export type { EngageRow } from './preferencesWire.js'

/** Options of {@link createEngageAdapter}. */
export interface EngageAdapterOptions extends EngagePreferenceOptions {
  /** The public key, which identifies the account. */
  readonly publicKey: string
  /** The secret key, for servers only. Without it, the adapter can identify users and track events, and can read nothing. */
  readonly secretKey?: string | undefined
  /**
   * Allows an adapter without `secretKey`. Engage has no user tokens, so anyone with the public key can overwrite any user's data.
   * @default false
   */
  readonly allowPublicWrites?: boolean | undefined
  /**
   * The id of the adapter, part of every cache key. Set it if one app uses two accounts.
   * @default 'engage', or 'engage:public' without `secretKey`
   */
  readonly id?: string | undefined
  /** @default 'https://api.engage.so/v1' */
  readonly baseUrl?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * Creates an adapter for Engage. Engage has no preferences, so its lists are the types. It has no transactions: if one of several
 * writes fails, the error names which were saved.
 *
 * Fields cannot be cleared. A `name` is split at its first space; `firstName` and `lastName` override the parts. A subscription
 * that waits for a double opt-in is pending only in the answer to the change. A merge is queued, so a read may return the user from
 * before it.
 * @throws IdentikitError `misuse` for a secret key in a browser, invalid options, and a missing secret key without
 * `allowPublicWrites`
 * @see https://docs.engage.so
 * @example
 * import { createEngageAdapter } from 'identikit/adapters/engage'
 *
 * const adapter = createEngageAdapter({
 *   publicKey: process.env.ENGAGE_PUBLIC_KEY,
 *   secretKey: process.env.ENGAGE_SECRET_KEY,
 *   lists: [{ id: '5fc6477241fcec31a9548e98', label: 'Product news' }],
 * })
 */
export function createEngageAdapter(options: EngageAdapterOptions): UserAdapter {
  checkOptions(options)
  const { publicKey, secretKey, baseUrl = 'https://api.engage.so/v1', fetch } = options
  if (secretKey) assertServerOnly('Engage', 'secretKey')
  const credentials = toBase64(`${publicKey}:${secretKey ?? ''}`)
  const headers = { authorization: `Basic ${credentials}` }
  const toError = createEngageErrors([publicKey, credentials, ...(secretKey ? [secretKey] : [])])
  const http = createHttpClient('Engage', {
    baseUrl,
    isSecret: secretKey !== undefined,
    headers,
    fetch,
    toError,
  })
  return secretKey ? createSecretAdapter(http, options) : createPublicAdapter(http, options)
}

function createSecretAdapter(http: HttpClient, options: EngageAdapterOptions): UserAdapter {
  const { id = 'engage', lists, segments } = options
  const preferences = (lists ?? segments) && createEngagePreferences(http, options)
  return {
    id,
    fields: createFields({ read: true, write: true, clear: false }),
    traits: { values: 'scalar', merge: 'key', clear: true },
    users: createEngageUsers(http, preferences?.prepare),
    ...(preferences && { preferences: preferences.member }),
    devices: createEngageDevices(http),
    events: createEngageEvents(http, async (...args) => saveUser(http, 'events.track', ...args)),
  }
}

/** Creates an adapter with what the docs allow for the public key: it cannot change an email address or remove a trait. */
function createPublicAdapter(
  http: HttpClient,
  { id = 'engage:public' }: EngageAdapterOptions,
): UserAdapter {
  const identify = createPublicIdentify(http)
  return {
    id,
    fields: {
      ...createFields({ read: false, write: true, clear: false }),
      email: { read: false, write: false, clear: false },
    },
    traits: { values: 'scalar', merge: 'key', clear: false },
    users: { identify },
    events: createEngageEvents(http, identify),
  }
}

function createFields(rules: FieldRules): UserAdapter['fields'] {
  return Object.fromEntries(['name', ...Object.keys(fieldNames)].map((field) => [field, rules]))
}

function checkOptions(options: EngageAdapterOptions): void {
  const { publicKey, secretKey, allowPublicWrites, lists = [], segments = [] } = options
  // In Basic credentials, the name ends at the first colon.
  if (!/^[^:]+$/.test(publicKey)) throw misuse('`publicKey` is not a key.')
  if (secretKey === '') throw misuse('`secretKey` is empty.')
  const ids = [...(lists === 'all' ? [] : lists), ...segments].map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw misuse('`lists` and `segments` contain an id twice.')
  if (secretKey !== undefined) return
  if (options.lists ?? options.segments) throw misuse('`lists` and `segments` need `secretKey`.')
  if (allowPublicWrites) return
  throw misuse(
    'without `secretKey`, nothing can be read, and anyone with the public key can overwrite any user’s data. Use the secret key on a server behind createUserHandler, or accept this with `allowPublicWrites: true`.',
  )
}

function misuse(message: string): IdentikitError {
  return new IdentikitError('misuse', `createEngageAdapter: ${message}`)
}

function toBase64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)))
}
