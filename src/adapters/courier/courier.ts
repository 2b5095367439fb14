import type { UserAdapter } from '../../core/adapter.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createFieldRules } from '../http/wireFields.js'
import { courierChannels, type CourierChannel } from './channels.js'
import { createCourierConnection } from './connection.js'
import { createCourierDevices, pushProviders, type CourierPushProvider } from './devices.js'
import { misuse } from './errors.js'
import { createAcceptChanges } from './createAcceptChanges.js'
import { createCourierPreferences } from './preferences.js'
import { fieldNames, traitRules } from './userWire.js'
import { createCourierUsers } from './users.js'

export type { CourierChannel } from './channels.js'
export type { CourierPushProvider } from './devices.js'

/** Options of {@link createCourierAdapter}. */
export interface CourierAdapterOptions {
  /** The API key of an environment of the workspace. It must not reach a browser. */
  readonly apiKey: string
  /**
   * The channels of which users choose some for each topic. Name all that your templates use, because a choice replaces the routing of the
   * topic. Courier sells this as Channel Delivery Customization. Without it, leave this out: each topic has one switch.
   * @default []
   */
  readonly channels?: readonly CourierChannel[] | undefined
  /** The ids of the topics to show also for users who made no choice, in case that Courier lists only choices. */
  readonly topics?: readonly string[] | undefined
  /** The id of the tenant whose preferences these are. Without it, they are those of the user. */
  readonly tenantId?: string | undefined
  /** The push providers that store device tokens. Without any, the adapter has no `devices`. */
  readonly deviceChannels?: readonly CourierPushProvider[] | undefined
  /**
   * The base URL of the API. A workspace in the EU has `https://api.eu.courier.com`.
   * @default 'https://api.courier.com'
   */
  readonly baseUrl?: string | undefined
  /**
   * The id of the adapter, part of every cache key. Set it if one app uses two environments, because the API key, which selects the
   * environment, is a secret and not part of the default.
   * @default `courier`, with `tenantId` where it is set
   */
  readonly id?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/**
 * Creates an adapter for Courier, on a server. It has users, preferences and devices.
 *
 * A topic has one status and one list of channels. If all its channels are off, the user has opted out of it. A topic that is required
 * at Courier is locked. `users.delete` deletes push tokens, list subscriptions, tenants and choices, too. Courier has no list of
 * users. A user whose profile is empty has no fields, and an unknown user may look the same.
 * @throws IdentikitError `misuse` for invalid options, and in a browser
 * @see https://www.courier.com/docs/api-reference
 * @example
 * import { createCourierAdapter } from 'identikit/adapters/courier'
 *
 * const adapter = createCourierAdapter({
 *   apiKey: process.env.COURIER_API_KEY,
 *   channels: ['email', 'push', 'in_app'],
 * })
 */
export function createCourierAdapter(options: CourierAdapterOptions): UserAdapter {
  const { apiKey, baseUrl = 'https://api.courier.com', fetch, tenantId } = options
  const { channels = [], topics = [], deviceChannels = [] } = options
  if (typeof apiKey !== 'string' || apiKey.trim() === '') throw misuse('needs an `apiKey`')
  if (tenantId === '') throw misuse('has an empty `tenantId`')
  checkNames('channels', channels, courierChannels)
  checkNames('deviceChannels', deviceChannels, pushProviders)
  assertServerOnly('Courier', 'apiKey')
  const createHttp = createCourierConnection({ apiKey, baseUrl, fetch })
  const http = createHttp()
  const preferences = createCourierPreferences(http, { channels, topics, tenantId })

  return {
    id: options.id ?? (tenantId === undefined ? 'courier' : `courier:${tenantId}`),
    fields: createFieldRules(Object.keys(fieldNames)),
    traits: traitRules,
    unsupportedHints: {
      'users.merge':
        'Courier has no way to merge a guest. Identify the user with the data of the guest: users.get(guest), then users.identify(user, patch).',
    },
    users: createCourierUsers(createHttp, createAcceptChanges(channels), preferences),
    preferences,
    ...(deviceChannels.length > 0 && { devices: createCourierDevices(http, deviceChannels) }),
  }
}

function checkNames(option: string, names: readonly string[], known: readonly string[]): void {
  if (names.every((name) => known.includes(name))) return
  throw misuse(`has an unknown name in \`${option}\`; it may have: ${known.join(', ')}`)
}
