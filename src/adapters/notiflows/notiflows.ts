import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { FieldRules } from '../../core/user/user.js'
import { createBaseUrl, trimTrailingSlashes } from '../http/baseUrl.js'
import {
  createHttpClient,
  toPathSegment,
  type HttpClientOptions,
  type HttpClient,
} from '../http/httpClient.js'
import { createDevices } from './devices.js'
import { toNotiflowsError } from './errors.js'
import { createPreferences } from './preferences.js'
import { createTokenHeaders, type NotiflowsUserToken } from './token.js'
import { createUsers } from './users.js'
import { userKeys } from './wire.js'
import { assertServerOnly } from '../http/assertServerOnly.js'

interface NotiflowsCommonOptions extends Pick<HttpClientOptions, 'fetch'> {
  /** The project's `pk_...`. */
  readonly publicKey: string
  /** Ids of the push channels that hold device tokens; without any there are no `devices`. */
  readonly deviceChannels?: readonly string[] | undefined
  /** @default `notiflows:` and the public key */
  readonly id?: string | undefined
  /** @default 'https://api.notiflows.com' */
  readonly baseUrl?: string | undefined
  /**
   * Where the two APIs begin below `baseUrl`: the docs spell them in three ways.
   * @default { user: '/user/v1', admin: '/admin/v1' }
   */
  readonly paths?:
    | { readonly user?: string | undefined; readonly admin?: string | undefined }
    | undefined
}

/** The Admin API, for servers. */
export interface NotiflowsAdminOptions extends NotiflowsCommonOptions {
  /** The project's `sk_...`, which must never reach a browser. */
  readonly secretKey: string
  readonly userToken?: undefined
}

/** The User API, which is safe in browsers. */
export interface NotiflowsUserOptions extends NotiflowsCommonOptions {
  /** A JWT whose `sub` is the user's id, signed by your server; an async function is asked anew once it is refused (it lives an hour at most). */
  readonly userToken: NotiflowsUserToken
  readonly secretKey?: undefined
}

export type NotiflowsAdapterOptions = NotiflowsAdminOptions | NotiflowsUserOptions

const every: FieldRules = { read: true, write: true, clear: true }

/**
 * Speaks to Notiflows. With `secretKey` (Admin API) it has users, preferences and devices; with `userToken` (User API) preferences and
 * devices of the one whom the token names, and no profile. `users.delete` stops notices and keeps the history, with `archive` or
 * without: Notiflows has no way to erase. A guest cannot be merged: identify the real user and send the guest's data again. A `null`
 * that the service does not take as clearing is a `conflict`. Devices are written and not read with the user.
 * https://notiflows.com/docs/api
 * @throws IdentikitError `misuse` for both keys or neither, a key that is in the wrong place, or an address that cannot be
 */
export function createNotiflowsAdapter(options: NotiflowsAdapterOptions): UserAdapter {
  const { publicKey, secretKey, userToken, deviceChannels = [], fetch } = options
  checkKeys(options)
  if (secretKey) assertServerOnly('Notiflows', 'secretKey')

  const { baseUrl: host = 'https://api.notiflows.com', paths = {} } = options
  const { user: userPath = '/user/v1', admin: adminPath = '/admin/v1' } = paths
  const baseUrl = trimTrailingSlashes(host) + checkedPath(secretKey ? adminPath : userPath)
  // Refused here, and not at the first request.
  createBaseUrl('Notiflows', baseUrl)
  const connect = (headers: HttpClientOptions['headers']) =>
    createHttpClient('Notiflows', { baseUrl, headers, fetch, toError: toNotiflowsError })

  const common = {
    id: options.id ?? `notiflows:${publicKey}`,
    traits: { values: 'json', merge: 'deep', clear: true },
    unsupportedHints: {
      'users.merge':
        'Notiflows documents no way to merge a guest: identify the real user, and send them what the guest had, users.get(guest) and users.identify(user, patch).',
    },
  } as const

  if (userToken) {
    let last: { readonly id: string; readonly http: HttpClient } | undefined
    /** A token is bound to one user, so each user has a connection of their own. */
    const scope = (id: string) => {
      if (last?.id !== id)
        last = { id, http: connect(createTokenHeaders(publicKey, userToken, id)) }
      return { http: last.http, path: '', settingsPath: userSettingsPath }
    }
    return {
      ...common,
      fields: {},
      preferences: createPreferences(scope),
      ...(deviceChannels.length > 0 && { devices: createDevices(scope, deviceChannels) }),
    }
  }

  const http = connect({
    'x-notiflows-api-key': publicKey,
    'x-notiflows-secret-key': secretKey,
  })
  const scope = (id: string) => {
    const path = `/users/${toPathSegment(id)}`
    const settingsPath = (channel: string) => `${path}/channel-settings/${channel}`
    return { http, path, settingsPath }
  }
  const preferences = createPreferences(scope)
  return {
    ...common,
    fields: Object.fromEntries(Object.keys(userKeys).map((field) => [field, every])),
    users: createUsers(http, preferences),
    preferences,
    ...(deviceChannels.length > 0 && { devices: createDevices(scope, deviceChannels) }),
  }
}

const userSettingsPath = (channel: string): string => `/channels/${channel}/settings`

function checkKeys(options: Readonly<Partial<Record<keyof NotiflowsAdapterOptions, unknown>>>) {
  const { publicKey, secretKey, userToken } = options
  if (typeof publicKey !== 'string' || publicKey.trim() === '') throw misuse('needs a `publicKey`')
  if (isSecret(publicKey)) throw misuse('was given a secret key as `publicKey`')
  if (isSecret(userToken)) throw misuse('was given a secret key as `userToken`')
  if (secretKey && userToken) throw misuse('takes `secretKey` or `userToken`, not both')
  if (!secretKey && !userToken) throw misuse('needs a `secretKey` or a `userToken`')
}

const isSecret = (value: unknown) => typeof value === 'string' && value.trim().startsWith('sk_')

function misuse(what: string): IdentikitError {
  return new IdentikitError('misuse', `createNotiflowsAdapter(options) ${what}.`)
}

/** Appended to a host, so it must not be able to lengthen the host's name. */
function checkedPath(path: string): string {
  if (/^(?:\/[\w.~-]+)*\/?$/.test(path)) return path
  throw new IdentikitError('misuse', 'Notiflows: a path of `paths` must look like /user/v1.')
}

export type { NotiflowsUserToken } from './token.js'
