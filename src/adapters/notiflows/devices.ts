import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { channelSettingsSchema } from './wire.js'

/** How to ask for the settings of one user, and where those of a channel are. */
type Scope = (id: string) => {
  readonly http: HttpClient
  readonly settingsPath: (channel: string) => string
}

/**
 * Keeps tokens in the settings of push channels. Notiflows takes the whole list at once
 * (https://notiflows.com/docs/api/user/channel_settings/update), so it is read and written back, one change after the other; a change
 * that somebody else makes in between is lost. What else stands in the settings stays.
 */
export function createDevices(scope: Scope, channels: readonly string[]): DevicesMember {
  const inTurn = createQueue()

  async function change(
    id: string,
    channel: string,
    /** Gives the same list where there is nothing to do. */
    edit: (tokens: readonly unknown[]) => readonly unknown[],
    { signal, keepalive }: RequestOptions = {},
  ): Promise<void> {
    await inTurn(JSON.stringify([id, channel]), signal, async () => {
      const { http, settingsPath } = scope(id)
      const path = settingsPath(toPathSegment(channel))
      const found = await orNone(http(channelSettingsSchema, 'GET', path, { signal }))
      const tokens = found?.settings?.device_tokens ?? []
      const wanted = edit(tokens)
      if (wanted === tokens) return
      const body = { settings: { ...found?.settings, device_tokens: wanted } }
      const saved = await http(channelSettingsSchema, 'PUT', path, { body, signal, keepalive })
      const kept = saved.settings?.device_tokens ?? []
      if (edit(kept) === kept) return
      throw new IdentikitError(
        'conflict',
        'Notiflows did not take the change of the device tokens.',
      )
    })
  }

  return {
    async add(id, { token, platform, channelId }, settings) {
      const caller = 'devices.add'
      if (platform !== undefined) {
        throw invalid(caller, { platform: 'cannot be stored at Notiflows; its channels have one' })
      }
      const [only, ...others] = channels
      const channel = channelId ?? (others.length === 0 ? only : undefined)
      if (channel === undefined || !channels.includes(channel)) {
        throw invalid(caller, { channelId: 'must be one of the adapter’s `deviceChannels`' })
      }
      const add = (tokens: readonly unknown[]) =>
        tokens.includes(token) ? tokens : [...tokens, token]
      await change(id, channel, add, settings)
    },
    async remove(id, token, settings) {
      const remove = (tokens: readonly unknown[]) =>
        tokens.includes(token) ? tokens.filter((one) => one !== token) : tokens
      for (const channel of channels) await change(id, channel, remove, settings)
    },
  }
}

/** Nothing was ever set for this channel. */
async function orNone<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    if (isIdentikitError(error) && error.code === 'not-found') return undefined
    throw error
  }
}
