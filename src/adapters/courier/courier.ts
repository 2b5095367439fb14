import type { PreferencesMember, UserAdapter } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createHttpClient } from '../http/httpClient.js'
import { createQueue, type Queue } from '../http/queue.js'
import { createFieldRules } from '../http/wireFields.js'
import { createCourierDevices, pushProviders, type CourierPushProvider } from './devices.js'
import { createCourierPreferences, type CourierPreferences } from './preferences.js'
import { fieldNames, traitRules } from './userWire.js'
import { createCourierUsers } from './users.js'

export type { CourierPushProvider } from './devices.js'

/** Options of {@link createCourierAdapter}. */
export interface CourierAdapterOptions {
  /** The API key of an environment of the workspace. It must not reach a browser. */
  readonly apiKey: string
  /**
   * The id of the tenant whose preferences these are. Each topic then has one switch, because a tenant may have its own channels. Without
   * it, they are those of the user.
   */
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
   * @default `courier`, with the base URL where it differs from its default, and the tenant
   */
  readonly id?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

const defaultBaseUrl = 'https://api.courier.com'

/**
 * Creates an adapter for Courier, on a server. It has users, preferences and devices.
 *
 * Each topic of the workspace is a type. It has a switch for each of its channels if users can choose channels there, and one switch
 * otherwise. A topic that is required at Courier is locked. A write counts as saved if Courier answers it with success, and isn't read
 * again. `users.delete` deletes push tokens, list subscriptions, tenants and choices, too. Courier has no list of users.
 * @throws IdentikitError `misuse` for invalid options, and in a browser
 * @see https://www.courier.com/docs/api-reference
 * @example
 * import { createCourierAdapter } from 'identikit/adapters/courier'
 *
 * const adapter = createCourierAdapter({ apiKey: process.env.COURIER_API_KEY })
 */
export function createCourierAdapter(options: CourierAdapterOptions): UserAdapter {
  const { apiKey, baseUrl = defaultBaseUrl, deviceChannels = [], fetch, tenantId } = options
  if (typeof apiKey !== 'string' || !/^[^\s]+$/.test(apiKey)) throw misuse('needs an `apiKey`')
  if (tenantId?.trim() === '') throw misuse('has an empty `tenantId`')
  if (!deviceChannels.every((name) => pushProviders.includes(name)))
    throw misuse(`has \`deviceChannels\` other than ${pushProviders.join(', ')}`)
  assertServerOnly('createCourierAdapter', 'apiKey')
  const http = createHttpClient('Courier', {
    baseUrl,
    isSecret: true,
    headers: { authorization: `Bearer ${apiKey}` },
    fetch,
  })
  // A deletion and other writes of one user must not mix, so all of them share one queue.
  const enqueue = createQueue()
  const preferences = createCourierPreferences(http, tenantId)

  return {
    id: options.id ?? createId(baseUrl, tenantId),
    fields: createFieldRules(Object.keys(fieldNames)),
    traits: traitRules,
    unsupportedHints: {
      'users.merge':
        'Courier has no way to merge a guest. Identify the user with the data of the guest: users.get(guest), then users.identify(user, patch).',
    },
    users: createCourierUsers(http, preferences, tenantId, enqueue),
    preferences: queuePreferences(preferences, enqueue),
    ...(deviceChannels.length > 0 && {
      devices: createCourierDevices(http, deviceChannels, enqueue),
    }),
  }
}

/** Returns preferences whose writes of a user run one after the other. */
function queuePreferences(preferences: CourierPreferences, enqueue: Queue): PreferencesMember {
  const { update, reset } = preferences
  return {
    ...preferences,
    update: async (id, changes, options = {}) =>
      enqueue(id, options.signal, async () => update(id, changes, options)),
    reset: async (id, options = {}) => enqueue(id, options.signal, async () => reset(id, options)),
  }
}

function createId(baseUrl: string, tenantId: string | undefined): string {
  const parts = {
    at: baseUrl === defaultBaseUrl ? undefined : baseUrl.replace(/^https?:\/\//, ''),
    tenant: tenantId,
  }
  const entries = Object.entries(parts).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return ['courier', ...entries].join(':')
}

function misuse(problem: string): IdentikitError {
  return new IdentikitError('misuse', `createCourierAdapter(options) ${problem}.`)
}
