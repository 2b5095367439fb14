import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import type { Device } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { answerSchema } from './answerSchema.js'
import type { UserRequests } from './userRequests.js'
import { devicesSchema, type SubscriptionWire } from './userWire.js'

/** The types of devices whose token is enough to send to them. A browser's subscription needs two keys beside it. */
const tokenTypes: readonly string[] = [
  'iOSPush',
  'AndroidPush',
  'FireOSPush',
  'HuaweiPush',
  'macOSPush',
]

const typesByPlatform: ReadonlyMap<string, string> = new Map([
  ['ios', 'iOSPush'],
  ['android', 'AndroidPush'],
])

/**
 * Creates the devices member: a device is a push subscription. A token that another user has moves to this one. A subscription of the
 * user is left as it is, so that one that the user turned off stays off.
 * @see https://documentation.onesignal.com/reference/create-subscription
 */
export function createOneSignalDevices(
  http: HttpClient,
  { toPath }: UserRequests,
  appId: string,
): DevicesMember {
  async function read(
    id: string,
    options: RequestOptions = {},
  ): Promise<readonly SubscriptionWire[]> {
    // An entry that can't be read could be the token that is to be removed.
    const init = { ...options, strict: true }
    const { identity, subscriptions } = await http(devicesSchema, 'GET', toPath(id), init)
    requireSameUser('OneSignal', id, { id: identity.external_id })
    return subscriptions ?? []
  }

  return {
    async add(id, device, options) {
      const type = toType(device)
      const { token } = device
      const subscriptions = await read(id, options)
      if (subscriptions.some((item) => item.type === type && item.token === token)) return
      const body = { subscription: { type, token, enabled: true } }
      await http(answerSchema, 'POST', `${toPath(id)}/subscriptions`, { ...options, body })
    },
    async remove(id, token, options) {
      const subscriptions = (await ignoreErrors(read(id, options), 'not-found')) ?? []
      // An address of an email or SMS is no token.
      const found = subscriptions.filter(
        (item) => item.token === token && item.type.endsWith('Push'),
      )
      for (const item of found) {
        const path = `/apps/${toPathSegment(appId)}/subscriptions/${toPathSegment(item.id)}`
        await ignoreErrors(http(answerSchema, 'DELETE', path, options), 'not-found')
      }
    },
  }
}

/**
 * Returns OneSignal's type of a device.
 * @throws IdentikitError `invalid`
 */
function toType({ platform, channelId }: Device): string {
  const type = channelId ?? typesByPlatform.get(platform ?? '')
  if (type !== undefined && tokenTypes.includes(type)) return type
  throw invalid('devices.add', {
    [channelId === undefined ? 'platform' : 'channelId']:
      channelId === undefined
        ? 'must be "ios" or "android", or `channelId` must be a type of OneSignal'
        : `must be one of ${tokenTypes.join(', ')}`,
  })
}
