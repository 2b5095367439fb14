import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import type { Device } from '../../core/user/user.js'
import type { HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { Queue } from '../http/queue.js'
import { answerSchema } from './answer.js'
import { toTokenBody, tokenSchema, toTokenPath } from './tokenWire.js'

/** The push providers of Courier (`provider_key` of its specification). */
export const pushProviders = ['firebase-fcm', 'apn', 'expo', 'onesignal'] as const

/** A push provider of Courier. */
export type CourierPushProvider = (typeof pushProviders)[number]

/**
 * Creates the devices member. A PUT overwrites a stored token, so it is read first and its other data is sent back.
 * @param enqueue runs the writes of a user one after the other
 */
export function createCourierDevices(
  http: HttpClient,
  providers: readonly CourierPushProvider[],
  enqueue: Queue,
): DevicesMember {
  async function save(id: string, device: Device, provider: string, options: RequestOptions) {
    const path = toTokenPath(id, device.token)
    const request = http(tokenSchema, 'GET', path, { ...options, strict: true })
    const stored = await ignoreErrors(request, 'not-found')
    if ((stored?.token ?? device.token) !== device.token)
      throw new IdentikitError('bad-answer', 'Courier answered with another push token.')
    const body = toTokenBody(device, provider, stored)
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
      await enqueue(id, options.signal, () => ignoreErrors(remove(), 'not-found'))
    },
  }
}
