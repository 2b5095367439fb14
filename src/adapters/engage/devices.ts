import type { DevicesMember } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { maxTokenLength } from '../../core/user/user.js'
import { anything, remove } from './requests.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'

const platforms = ['android', 'ios']

/** Adding makes a user who is not there; a user shows the last five. */
export function createEngageDevices(http: HttpClient): DevicesMember {
  return {
    async add(id, { token, platform = '', channelId }, { signal, keepalive } = {}) {
      const wrong = {
        ...(!platforms.includes(platform) && { platform: 'must be "android" or "ios" at Engage' }),
        ...(channelId !== undefined && { channelId: 'cannot be stored at Engage: leave it out' }),
      }
      if (Object.keys(wrong).length > 0) throw invalid('devices.add', wrong)
      const body = { device_token: token, device_platform: platform }
      await http(anything, 'PUT', `/users/${toPathSegment(id)}`, { body, signal, keepalive })
    },
    async remove(id, token, options) {
      const path = `/users/${toPathSegment(id)}/tokens/${toPathSegment(token, 'token', maxTokenLength)}`
      await remove(http, path, options)
    },
  }
}
