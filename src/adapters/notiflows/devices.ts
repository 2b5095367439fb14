import * as z from 'zod/mini'
import type { DevicesMember } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { createDeviceTokens } from '../http/deviceTokens.js'
import { toPathSegment } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { GetConnection } from './connection.js'

/**
 * The settings of a user for a channel. `settings` is required, because it is written back whole.
 * @see https://notiflows.com/docs/api/user/channel_settings/update
 */
const channelSettingsSchema = z.looseObject({
  settings: z.nullable(
    z.looseObject({ device_tokens: z.optional(z.nullable(z.array(z.unknown()))) }),
  ),
})

/** The answer to a write, which may be empty. An object with an `error` is an error, even with a success status. */
const savedSettingsSchema = z.optional(
  z
    .looseObject({
      settings: z.nullish(z.looseObject({ device_tokens: z.nullish(z.array(z.unknown())) })),
    })
    .check(z.refine((answer) => (answer['error'] ?? null) === null, 'must not be an error')),
)

/**
 * Creates the devices member, which keeps push tokens in the settings of push channels. A PUT overwrites the whole list, so the
 * settings are read first and written back.
 */
export function createDevices(
  getConnection: GetConnection,
  channels: readonly string[],
): DevicesMember {
  const devices = createDeviceTokens(channels, async (id, channel, edit, options) => {
    const { http, toSettingsPath } = getConnection(id)
    const path = toSettingsPath(toPathSegment(channel))
    const request = http(channelSettingsSchema, 'GET', path, { ...options, strict: true })
    const found = await ignoreErrors(request, 'not-found')
    const before = found?.settings?.device_tokens ?? []
    const after = edit(before)
    if (after === before) return
    const body = { settings: { ...found?.settings, device_tokens: after } }
    const answer = await http(savedSettingsSchema, 'PUT', path, { ...options, body })
    const saved = answer?.settings?.device_tokens
    // An answer without a list of tokens doesn't show what was saved.
    if (!saved || edit(saved) === saved) return
    throw new IdentikitError('conflict', 'Notiflows did not save the device tokens.')
  })
  return {
    ...devices,
    async add(id, device, options) {
      if (device.platform !== undefined) {
        const problem = 'cannot be stored at Notiflows; the channel implies the platform'
        throw invalid('devices.add', { platform: problem })
      }
      await devices.add(id, device, options)
    },
  }
}
