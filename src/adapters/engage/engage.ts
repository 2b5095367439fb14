import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { FieldRules } from '../../core/user/user.js'
import { createEngageDevices } from './devices.js'
import { createEngageEvents } from './events.js'
import { createEngagePreferences, type EngageRow, type EngageRows } from './preferences.js'
import { createPublicIdentify } from './public.js'
import { createErrorReader } from './errors.js'
import { saveUser } from './requests.js'
import { createEngageUsers } from './users.js'
import { createHttpClient, type HttpClient } from '../http/httpClient.js'
import { assertServerOnly } from '../http/assertServerOnly.js'

/** Options of `createEngageAdapter`. */
export interface EngageAdapterOptions {
  /** Names the account. */
  readonly publicKey: string
  /** For servers only. Without it users can be identified and events tracked, and nothing can be read. */
  readonly secretKey?: string | undefined
  /**
   * The lists that people see as types with a switch of their own, by id; `'all'` for every list of the account, internal ones
   * included. Without it, and without `segments`, there are no preferences. Label and description are Engage's title and description where
   * absent.
   */
  readonly lists?: readonly EngageRow[] | 'all' | undefined
  /** The segments that people who are in them see as rows that they cannot change; Engage has no call that gives their names. */
  readonly segments?: readonly (EngageRow & { readonly label: string })[] | undefined
  /**
   * Allows an adapter without `secretKey`: everybody who sees the public key can overwrite the data of everybody, since Engage has no
   * user tokens.
   * @default false
   */
  readonly allowPublicWrites?: boolean | undefined
  /**
   * Give one where a page or a server speaks to more than one account.
   * @default 'engage', or 'engage:public' without `secretKey`
   */
  readonly id?: string | undefined
  /** @default 'https://api.engage.so/v1' */
  readonly baseUrl?: string | undefined
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * Speaks to Engage (https://docs.engage.so). Lists stand in for types of messages, since it has no preferences of its own; nothing in it is
 * atomic, so a failure of several writes names which were done. Fields cannot be cleared. It has no field for `name`, which is
 * read as first and last name joined, and written by splitting it at its first space, where `firstName` and `lastName` win. A person
 * waiting for a double opt-in is shown as pending only right after the choice, and a merge is queued, so what is
 * read after it may lag.
 * @throws IdentikitError `misuse` for a secret key in a browser, and for a public key alone without `allowPublicWrites`
 * @example
 * ```ts
 * const adapter = createEngageAdapter({
 *   publicKey: process.env.ENGAGE_PUBLIC_KEY,
 *   secretKey: process.env.ENGAGE_SECRET_KEY,
 *   lists: 'all',
 * })
 * ```
 */
export function createEngageAdapter(options: EngageAdapterOptions): UserAdapter {
  const { publicKey, secretKey, allowPublicWrites = false } = options
  checkOptions(options)
  if (secretKey !== undefined) assertServerOnly('Engage', 'secretKey')
  if (secretKey === undefined && !allowPublicWrites) {
    throw misuse(
      'without `secretKey` nothing can be read, and whoever sees the public key can overwrite the data of everybody. Keep the secret key on a server behind createUserHandler, or accept that with `allowPublicWrites: true`.',
    )
  }
  const { baseUrl = 'https://api.engage.so/v1', fetch } = options
  const credentials = toBase64(`${publicKey}:${secretKey ?? ''}`)
  const headers = { authorization: `Basic ${credentials}` }
  const toError = createErrorReader([publicKey, credentials, ...(secretKey ? [secretKey] : [])])
  const http = createHttpClient('Engage', { baseUrl, headers, fetch, toError })
  return secretKey === undefined
    ? writeOnly(http, options.id ?? 'engage:public')
    : whole(http, options.id ?? 'engage', rowsOf(options))
}

function whole(http: HttpClient, id: string, rows: EngageRows | undefined): UserAdapter {
  const preferences = rows && createEngagePreferences(http, rows)
  return {
    id,
    fields: fieldsWith({ read: true, write: true, clear: false }),
    traits: { values: 'scalar', merge: 'key', clear: true },
    users: createEngageUsers(http, preferences?.prepareChoices),
    ...(preferences && { preferences: preferences.member }),
    devices: createEngageDevices(http),
    events: createEngageEvents(http, (user, patch, request) =>
      saveUser(http, 'events.track', user, patch, request),
    ),
  }
}

/** What the public key alone may do, by the vendor's documentation. */
function writeOnly(http: HttpClient, id: string): UserAdapter {
  const identify = createPublicIdentify(http)
  return {
    id,
    fields: {
      ...fieldsWith({ read: false, write: true, clear: false }),
      email: { read: false, write: false, clear: false },
    },
    // A removal is a request of its own, which needs the secret.
    traits: { values: 'scalar', merge: 'key', clear: false },
    users: { identify },
    events: createEngageEvents(http, identify),
  }
}

const held = ['name', 'firstName', 'lastName', 'email', 'phone', 'timezone', 'createdAt'] as const

function fieldsWith(rules: FieldRules): UserAdapter['fields'] {
  return Object.fromEntries(held.map((field) => [field, rules]))
}

function rowsOf({ lists, segments }: EngageAdapterOptions): EngageRows | undefined {
  if (lists === undefined && segments === undefined) return undefined
  return { lists: lists ?? [], segments: segments ?? [] }
}

const misuse = (what: string) => new IdentikitError('misuse', `createEngageAdapter: ${what}`)

function checkOptions({ publicKey, secretKey, lists, segments }: EngageAdapterOptions): void {
  // In Basic credentials the first colon ends the name.
  if (publicKey === '' || publicKey.includes(':')) throw misuse('`publicKey` is no key.')
  if (secretKey === '') throw misuse('`secretKey` is empty.')
  if (secretKey === undefined && (lists ?? segments) !== undefined)
    throw misuse('`lists` and `segments` need `secretKey`, since choices are read with it.')
  const ids = [...(lists === 'all' ? [] : (lists ?? [])), ...(segments ?? [])].map(({ id }) => id)
  if (new Set(ids).size < ids.length) throw misuse('`lists` and `segments` name one id twice.')
}

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
