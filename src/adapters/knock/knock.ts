import type { UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { FieldRules } from '../../core/user/user.js'
import { createHttpClient } from '../http/httpClient.js'
import { createKnockCredentials, type KnockCredentialOptions } from './credentials.js'
import { createKnockDevices } from './devices.js'
import { toKnockError } from './errors.js'
import { createKnockPreferences } from './preferences.js'
import { createKnockUsers } from './users.js'

export interface KnockAdapterOptions extends KnockCredentialOptions {
  /**
   * The preference set that is read and written.
   * @default the set of `tenant`, or `default`
   */
  readonly preferenceSet?: string | undefined
  /**
   * The tenant whose preferences these are. Its own set is used, since what a person chose in `default` counts only where neither
   * they nor the tenant have a set of it; with a `preferenceSet` of another name the tenant's defaults are laid over that.
   */
  readonly tenant?: string | undefined
  /**
   * The UUIDs of the push channels (APNs, FCM, Expo) that the tokens of devices are kept in; without any there is no `devices`. The
   * channel stands for the platform, which is not kept.
   */
  readonly deviceChannels?: readonly string[] | undefined
  /** @default 'https://api.knock.app' */
  readonly baseUrl?: string | undefined
  /**
   * Part of every cache key. The key, which may not be in it, decides the environment: give each its own where one app speaks to two.
   * @default `knock`, and the address, branch, tenant and set where they are not the usual ones
   */
  readonly id?: string | undefined
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

const usual = 'https://api.knock.app'
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const every: FieldRules = { read: true, write: true, clear: true }

/**
 * Speaks to Knock: with a secret key on a server, or with a public key and a user token as that one user, who then has `get`,
 * `identify`, preferences and devices. Knock takes a `locale` but need not show it again; a user is deleted within ten minutes, not at once;
 * choosing one channel of a row that was one switch writes down the row's other channels as they were.
 * @throws IdentikitError `misuse` for options that cannot be, and for a secret key in a browser
 */
export function createKnockAdapter(options: KnockAdapterOptions): UserAdapter {
  const { tenant, baseUrl = usual, deviceChannels = [] } = options
  const set = options.preferenceSet ?? tenant ?? 'default'
  if (set === '' || tenant === '') {
    throw misuse('`preferenceSet` and `tenant` must not be empty.')
  }
  if (!deviceChannels.every((channel) => uuid.test(channel))) {
    throw misuse('`deviceChannels` must be the UUIDs of channels.')
  }
  const { isSecret, headers } = createKnockCredentials(options)
  const http = createHttpClient('Knock', {
    baseUrl,
    headers,
    fetch: options.fetch,
    toError: toKnockError,
  })
  const preferences = createKnockPreferences(http, {
    set,
    tenant: set === tenant ? undefined : tenant,
    canReset: isSecret,
  })

  return {
    id: options.id ?? idOf(options, set),
    fields: {
      name: every,
      email: every,
      phone: every,
      avatar: every,
      timezone: every,
      locale: every,
      createdAt: every,
    },
    traits: { values: 'json', merge: 'deep', clear: true },
    users: createKnockUsers(http, { preferences, isSecret }),
    preferences,
    ...(deviceChannels.length > 0 && { devices: createKnockDevices(http, deviceChannels) }),
  }
}

const misuse = (what: string) => new IdentikitError('misuse', `createKnockAdapter: ${what}`)

function idOf({ baseUrl = usual, branch, tenant }: KnockAdapterOptions, set: string): string {
  const parts = {
    at: baseUrl === usual ? undefined : baseUrl.replace(/^https?:\/\//, ''),
    branch,
    tenant,
    set: set === (tenant ?? 'default') ? undefined : set,
  }
  const given = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return ['knock', ...given].join(':')
}

export type { KnockUserToken } from './credentials.js'
