import type { UserAdapter } from '../../core/adapter.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createHttpClient } from '../http/httpClient.js'
import { createFieldRules } from '../http/wireFields.js'
import { createNovuDevices, parseChannel } from './devices.js'
import { misuse, toNovuError } from './errors.js'
import { createNovuPreferences } from './preferences.js'
import { createNovuUsers } from './users.js'
import { fieldNames, traitRules } from './userWire.js'

/** Options of {@link createNovuAdapter}. */
export interface NovuAdapterOptions {
  /** The secret key of an environment. It must not reach a browser. */
  readonly secretKey: string
  /**
   * The region of your organization's data.
   * @default 'us'
   */
  readonly region?: 'us' | 'eu' | undefined
  /**
   * The address of the API, for a Novu that you host yourself.
   * @default the address of `region`: `https://api.novu.co` or `https://eu.api.novu.co`
   */
  readonly baseUrl?: string | undefined
  /**
   * Shows critical workflows as locked rows, for a second request at each read. Novu's own preference center leaves them out.
   * @default true
   */
  readonly showCritical?: boolean | undefined
  /**
   * The push providers that store device tokens, e.g. `fcm`, `apns` or `expo`. If an environment has several integrations of one, add the
   * identifier of each: `fcm:my-app`. Without any, the adapter has no `devices`.
   */
  readonly deviceChannels?: readonly string[] | undefined
  /**
   * The id of the adapter, part of every cache key. Set it if one app uses two environments, because the key, which selects the environment,
   * is a secret and not part of the default.
   * @default `novu`, with the base URL where it differs from its default
   */
  readonly id?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

const addresses = { us: 'https://api.novu.co', eu: 'https://eu.api.novu.co' } as const

/**
 * Creates an adapter for Novu, on a server. It has users, preferences and devices.
 *
 * Preferences are the channels of each workflow, as Novu delivers by them. The adapter has no channels for everything, because a change of one
 * deletes the user's choices of that channel in every workflow. Novu's answers don't tell a choice from a default, so each setting is on or off
 * and never unset. If Novu keeps a value that a `null` should clear, the request fails with `conflict`. Device tokens are written and not
 * returned with a user. A `name` is split at its first space; `firstName` and `lastName` override the parts.
 * @throws IdentikitError `misuse` for invalid options, and in a browser
 * @see https://docs.novu.co/api-reference
 * @example
 * import { createNovuAdapter } from 'identikit/adapters/novu'
 *
 * const adapter = createNovuAdapter({ secretKey: process.env.NOVU_SECRET_KEY })
 */
export function createNovuAdapter(options: NovuAdapterOptions): UserAdapter {
  const { secretKey, region = 'us', showCritical = true, deviceChannels = [], fetch } = options
  if (typeof secretKey !== 'string' || !/^[^\s]+$/.test(secretKey))
    throw misuse('needs a `secretKey`')
  if (!Object.hasOwn(addresses, region)) throw misuse('needs the `region` us or eu')
  if (!deviceChannels.every(isDeviceChannel))
    throw misuse('needs `deviceChannels` like fcm or fcm:my-app')
  if (
    deviceChannels.some((channel) =>
      deviceChannels.some((other) => other.startsWith(`${channel}:`)),
    )
  )
    throw misuse('takes a provider of `deviceChannels` either alone or with integrations')
  assertServerOnly('createNovuAdapter', 'secretKey')
  const { baseUrl = addresses[region] } = options
  const http = createHttpClient('Novu', {
    baseUrl,
    isSecret: true,
    headers: { authorization: `ApiKey ${secretKey}` },
    fetch,
    toError: toNovuError,
  })
  const preferences = createNovuPreferences(http, showCritical)

  return {
    id: options.id ?? createId(baseUrl),
    fields: {
      ...createFieldRules(['name', ...Object.keys(fieldNames)]),
      createdAt: { read: true, write: false, clear: false },
    },
    traits: traitRules,
    unsupportedHints: {
      'users.merge':
        'Novu has no endpoint that merges subscribers. Identify the user with the data of the guest: users.get(guest), then users.identify(user, patch).',
    },
    users: createNovuUsers(http, preferences),
    preferences,
    ...(deviceChannels.length > 0 && { devices: createNovuDevices(http, deviceChannels) }),
  }
}

function isDeviceChannel(channel: string): boolean {
  const { providerId, identifier } = parseChannel(channel)
  return /^[a-z][a-z-]*$/.test(providerId) && identifier !== ''
}

function createId(baseUrl: string): string {
  if (baseUrl === addresses.us) return 'novu'
  return `novu:at=${encodeURIComponent(baseUrl.replace(/^https?:\/\//, ''))}`
}
