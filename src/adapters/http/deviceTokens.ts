import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { createQueue } from './queue.js'

/** Returns the edited tokens, or the same list if nothing changes. */
export type EditTokens = (tokens: readonly unknown[]) => readonly unknown[]

/**
 * Creates the devices member of a service that stores the push tokens of each channel in one list, which a write replaces. The
 * changes of one user and channel run one after the other in this process; another process may still interleave.
 */
export function createDeviceTokens(
  channels: readonly string[],
  change: (id: string, channel: string, edit: EditTokens, options: RequestOptions) => Promise<void>,
): DevicesMember {
  const enqueue = createQueue()
  const edit = (id: string, channel: string, edits: EditTokens, options: RequestOptions = {}) =>
    enqueue(JSON.stringify([id, channel]), options.signal, () =>
      change(id, channel, edits, options),
    )

  return {
    async add(id, { token, channelId }, options) {
      const channel = channelId ?? (channels.length === 1 ? channels[0] : undefined)
      if (channel === undefined || !channels.includes(channel)) {
        throw invalid('devices.add', {
          channelId: 'must be one of the adapter’s `deviceChannels`',
        })
      }
      const add: EditTokens = (tokens) => (tokens.includes(token) ? tokens : [...tokens, token])
      await edit(id, channel, add, options)
    },
    async remove(id, token, options) {
      const remove: EditTokens = (tokens) =>
        tokens.includes(token) ? tokens.filter((item) => item !== token) : tokens
      await Promise.all(channels.map((channel) => edit(id, channel, remove, options)))
    },
  }
}
