import * as z from 'zod/mini'
import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { toPathSegment } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
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

/** Returns the edited tokens, or the same array if nothing changes. */
type EditTokens = (tokens: readonly unknown[]) => readonly unknown[]

/**
 * Creates the devices member, which keeps push tokens in the settings of push channels. A PUT overwrites the whole list, so the
 * settings are read first and written back. The writes of one user and channel run one after the other in this process; another
 * process may still interleave.
 */
export function createDevices(
  getConnection: GetConnection,
  channels: readonly string[],
): DevicesMember {
  const enqueue = createQueue()

  async function change(
    id: string,
    channel: string,
    edit: EditTokens,
    { signal, keepalive }: RequestOptions = {},
  ): Promise<void> {
    await enqueue(JSON.stringify([id, channel]), signal, async () => {
      const { http, toSettingsPath } = getConnection(id)
      const path = toSettingsPath(toPathSegment(channel))
      const request = http(channelSettingsSchema, 'GET', path, { signal })
      const found = await ignoreErrors(request, 'not-found')
      const before = found?.settings?.device_tokens ?? []
      const after = edit(before)
      if (after === before) return
      const body = { settings: { ...found?.settings, device_tokens: after } }
      const answer = await http(channelSettingsSchema, 'PUT', path, { body, signal, keepalive })
      const saved = answer.settings?.device_tokens ?? []
      if (edit(saved) === saved) return
      throw new IdentikitError('conflict', 'Notiflows did not save the device tokens.')
    })
  }

  return {
    async add(id, { token, platform, channelId }, options) {
      const caller = 'devices.add'
      if (platform !== undefined) {
        const problem = 'cannot be stored at Notiflows; the channel implies the platform'
        throw invalid(caller, { platform: problem })
      }
      const channel = channelId ?? (channels.length === 1 ? channels[0] : undefined)
      if (channel === undefined || !channels.includes(channel)) {
        throw invalid(caller, { channelId: 'must be one of the adapter’s `deviceChannels`' })
      }
      const add: EditTokens = (tokens) => (tokens.includes(token) ? tokens : [...tokens, token])
      await change(id, channel, add, options)
    },
    async remove(id, token, options) {
      const remove: EditTokens = (tokens) =>
        tokens.includes(token) ? tokens.filter((item) => item !== token) : tokens
      for (const channel of channels) await change(id, channel, remove, options)
    },
  }
}
