import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createBaseUrl, trimTrailingSlashes } from '../http/baseUrl.js'
import type { UserToken } from '../http/credentials.js'
import { createHttpClient, type HttpClientOptions } from '../http/httpClient.js'
import { createFieldRules } from '../http/wireFields.js'
import { createAdminConnections, createUserConnections } from './connection.js'
import { createDevices } from './devices.js'
import { toNotiflowsError } from './errors.js'
import { createPreferences } from './preferences.js'
import { createUsers } from './users.js'
import { fieldNames } from './userWire.js'

export type { UserToken as NotiflowsUserToken } from '../http/credentials.js'

interface NotiflowsCommonOptions {
  /** The public key `pk_...` of the project. */
  readonly publicKey: string
  /** The ids of the push channels that store device tokens. Without any, the adapter has no `devices`. */
  readonly deviceChannels?: readonly string[] | undefined
  /**
   * The id of the adapter, part of every cache key.
   * @default `notiflows:` and the public key
   */
  readonly id?: string | undefined
  /** @default 'https://api.notiflows.com' */
  readonly baseUrl?: string | undefined
  /**
   * The paths of the User API and the Admin API below `baseUrl`. The docs use three spellings of them.
   * @default { user: '/user/v1', admin: '/admin/v1' }
   */
  readonly paths?:
    | { readonly user?: string | undefined; readonly admin?: string | undefined }
    | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** Options for the Admin API, on servers. */
export interface NotiflowsAdminOptions extends NotiflowsCommonOptions {
  /** The secret key `sk_...` of the project. It must not reach a browser. */
  readonly secretKey: string
  /** Excluded by `secretKey`. */
  readonly userToken?: undefined
}

/** Options for the User API, which is safe in browsers. */
export interface NotiflowsUserOptions extends NotiflowsCommonOptions {
  /**
   * The token of the signed-in user: a JWT whose `sub` is the user's id, signed by your server and valid for at most an hour. A
   * function is called again once after a 401.
   */
  readonly userToken: UserToken
  /** Excluded by `userToken`. */
  readonly secretKey?: undefined
}

/** Options of {@link createNotiflowsAdapter}. */
export type NotiflowsAdapterOptions = NotiflowsAdminOptions | NotiflowsUserOptions

/**
 * Creates an adapter for Notiflows. With `secretKey` it uses the Admin API and has users, preferences and devices. With
 * `userToken` it uses the User API and has preferences and devices of that user, and no profile.
 *
 * `users.delete` stops notifications and keeps the history, also without `archive`, because Notiflows cannot erase users. A guest
 * cannot be merged. If Notiflows keeps a value that a `null` should clear, the request fails with `conflict`. Device tokens are
 * written and not returned with a user. A `name` is split at its first space; `firstName` and `lastName` override the parts.
 * @throws IdentikitError `misuse` for both keys or neither, a key in the wrong place, and an invalid base URL
 * @see https://notiflows.com/docs/api
 * @example
 * import { createNotiflowsAdapter } from 'identikit/adapters/notiflows'
 *
 * const adapter = createNotiflowsAdapter({
 *   publicKey: process.env.NOTIFLOWS_PUBLIC_KEY,
 *   secretKey: process.env.NOTIFLOWS_SECRET_KEY,
 * })
 */
export function createNotiflowsAdapter(options: NotiflowsAdapterOptions): UserAdapter {
  checkKeys(options)
  const { publicKey, secretKey, userToken, deviceChannels = [], fetch } = options
  if (secretKey) assertServerOnly('Notiflows', 'secretKey')

  const baseUrl = getApiUrl(options)
  // Validates the base URL now; the User API creates its client at the first request.
  const isSecret = secretKey !== undefined
  createBaseUrl('Notiflows', baseUrl, isSecret)
  const createHttp = (headers: HttpClientOptions['headers']) =>
    createHttpClient('Notiflows', {
      baseUrl,
      isSecret,
      headers,
      fetch,
      toError: toNotiflowsError,
    })
  const adminHttp = createHttp({
    'x-notiflows-api-key': publicKey,
    'x-notiflows-secret-key': secretKey,
  })
  const getConnection = userToken
    ? createUserConnections(createHttp, publicKey, userToken)
    : createAdminConnections(adminHttp)
  const preferences = createPreferences(getConnection)

  return {
    id: options.id ?? `notiflows:${publicKey}`,
    traits: { values: 'json', merge: 'deep', clear: true },
    unsupportedHints: {
      'users.merge':
        'Notiflows has no endpoint that merges users. Identify the user with the data of the guest: users.get(guest), then users.identify(user, patch).',
    },
    fields: userToken
      ? {}
      : {
          ...createFieldRules(['name', ...Object.keys(fieldNames)]),
          createdAt: { read: true, write: false, clear: false },
        },
    ...(!userToken && { users: createUsers(adminHttp, preferences) }),
    preferences,
    ...(deviceChannels.length > 0 && { devices: createDevices(getConnection, deviceChannels) }),
  }
}

function getApiUrl({ baseUrl, paths = {}, secretKey }: NotiflowsAdapterOptions): string {
  const { user = '/user/v1', admin = '/admin/v1' } = paths
  const path = secretKey ? admin : user
  // The path is appended to a host, so it must not be able to extend the host's name.
  if (!/^(?:\/[\w.~-]+)*\/?$/.test(path)) throw misuse('needs `paths` like /user/v1')
  return trimTrailingSlashes(baseUrl ?? 'https://api.notiflows.com') + path
}

function checkKeys(options: Readonly<Partial<Record<keyof NotiflowsAdapterOptions, unknown>>>) {
  const { publicKey, secretKey, userToken } = options
  if (typeof publicKey !== 'string' || publicKey.trim() === '') throw misuse('needs a `publicKey`')
  if (isSecretKey(publicKey)) throw misuse('has a secret key as `publicKey`')
  if (isSecretKey(userToken)) throw misuse('has a secret key as `userToken`')
  if (secretKey && userToken) throw misuse('takes `secretKey` or `userToken`, not both')
  if (!secretKey && !userToken) throw misuse('needs a `secretKey` or a `userToken`')
}

const isSecretKey = (value: unknown) => typeof value === 'string' && value.trim().startsWith('sk_')

function misuse(problem: string): IdentikitError {
  return new IdentikitError('misuse', `createNotiflowsAdapter(options) ${problem}.`)
}
