import type { DevicesMember } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { maxTokenLength } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { answerSchema, toUserPath } from './userRequests.js'

const platforms = ['android', 'ios']

/** Creates the devices member. Engage creates an unknown user, and returns the last five devices of a user. */
export function createEngageDevices(http: HttpClient): DevicesMember {
  return {
    async add(id, { token, platform = '', channelId }, options) {
      const problems = {
        ...(!platforms.includes(platform) && { platform: 'must be "android" or "ios" at Engage' }),
        ...(channelId !== undefined && { channelId: 'is not stored at Engage' }),
      }
      if (Object.keys(problems).length > 0) throw invalid('devices.add', problems)
      const body = { device_token: token, device_platform: platform }
      await http(answerSchema, 'PUT', toUserPath(id), { ...options, body })
    },
    async remove(id, token, options) {
      const path = `${toUserPath(id)}/tokens/${toPathSegment(token, 'token', maxTokenLength)}`
      await ignoreErrors(http(answerSchema, 'DELETE', path, options), 'not-found')
    },
  }
}
