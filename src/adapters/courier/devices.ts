import * as z from 'zod/mini'
import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { maxTokenLength, type Device } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { answerSchema, ignoreUnknown } from './errors.js'

/** The push providers of Courier (`provider_key` of its specification). */
export const pushProviders = ['firebase-fcm', 'apn', 'expo', 'onesignal'] as const

/** A push provider of Courier. */
export type CourierPushProvider = (typeof pushProviders)[number]

/** The tokens of a user. */
export const tokensSchema = z.object({
  tokens: z.nullish(z.array(z.object({ token: z.string() }))),
})

/**
 * A stored token. Its parts are required to be readable, because they are written back.
 * @see https://www.courier.com/docs/reference/token-management/get-token
 */
const tokenSchema = z.object({
  provider_key: z.nullish(z.string()),
  device: z.nullish(wireMapSchema),
  properties: z.nullish(wireMapSchema),
  tracking: z.nullish(wireMapSchema),
  expiry_date: z.nullish(z.union([z.string(), z.boolean()])),
})
type StoredToken = z.infer<typeof tokenSchema>

/** The lifetime of a token for which Courier is sent no `expiry_date`: two months. */
const defaultLifetime = 62 * 24 * 60 * 60 * 1000

/**
 * Creates the devices member. A PUT overwrites a stored token, so it is read first and its other data is sent back. A token expires two
 * months after it was last added, unless the product set another date.
 */
export function createCourierDevices(
  http: HttpClient,
  providers: readonly CourierPushProvider[],
): DevicesMember {
  const enqueue = createQueue()

  async function save(id: string, device: Device, provider: string, options: RequestOptions) {
    const path = toTokenPath(id, device.token)
    const request = http(tokenSchema, 'GET', path, { ...options, strict: true })
    const stored = await ignoreUnknown(request)
    const isSame = stored?.provider_key === provider
    const body = toTokenBody(device, provider, isSame ? stored : undefined)
    await http(answerSchema, 'PUT', path, { ...options, body })
  }

  return {
    async add(id, device, options = {}) {
      const channel = device.channelId ?? (providers.length === 1 ? providers[0] : undefined)
      const provider = providers.find((item) => item === channel)
      if (provider === undefined)
        throw invalid('devices.add', {
          channelId: 'must be one of the adapter’s `deviceChannels`',
        })
      await enqueue(id, options.signal, () => save(id, device, provider, options))
    },
    async remove(id, token, options = {}) {
      const remove = () => http(answerSchema, 'DELETE', toTokenPath(id, token), options)
      await enqueue(id, options.signal, () => ignoreUnknown(remove()))
    },
  }
}

/** Returns the path of a push token. */
export function toTokenPath(id: string, token: string): string {
  return `/users/${toPathSegment(id)}/tokens/${toPathSegment(token, 'token', maxTokenLength)}`
}

function toTokenBody({ platform }: Device, provider: string, stored: StoredToken | undefined) {
  const { device, properties, tracking, expiry_date: expiry } = stored ?? {}
  const isKept =
    expiry === false ||
    (typeof expiry === 'string' && Date.parse(expiry) > Date.now() + defaultLifetime)
  const edited = platform === undefined ? device : { ...device, platform }
  return {
    provider_key: provider,
    ...(edited && { device: edited }),
    ...(properties && { properties }),
    ...(tracking && { tracking }),
    ...(isKept && { expiry_date: expiry }),
  }
}
