import * as z from 'zod/mini'
import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { wireMapSchema } from '../../core/json.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
import { checkKnockId } from './errors.js'

/**
 * The channel data of a user.
 * @see https://docs.knock.app/managing-recipients/setting-channel-data
 */
const channelDataSchema = z.object({ data: wireMapSchema })
type ChannelData = z.infer<typeof wireMapSchema>

/** The two lists of a push channel. Channels of SNS, OneSignal and chat services have other keys. */
const tokenListsSchema = z.object({
  tokens: z.nullish(z.array(z.string())),
  devices: z.nullish(z.array(z.looseObject({ token: z.string() }))),
})

/**
 * Creates the devices member, which keeps push tokens in channel data. A PUT overwrites all of it, so the data is read first and
 * written back whole. The writes of one user and channel run one after the other in this process; another process may still
 * interleave. Knock creates an unknown user.
 */
export function createKnockDevices(http: HttpClient, channels: readonly string[]): DevicesMember {
  const enqueue = createQueue()

  /** Writes only if `edit` changes the number of tokens. */
  async function change(
    id: string,
    channel: string,
    { signal, keepalive }: RequestOptions,
    edit: (tokens: readonly string[]) => readonly string[],
  ): Promise<void> {
    const path = `/v1/users/${toPathSegment(id)}/channel_data/${toPathSegment(channel)}`
    await enqueue(`${channel} ${id}`, signal, async () => {
      const found = await ignoreErrors(
        http(channelDataSchema, 'GET', path, { signal }),
        'not-found',
      )
      const data = editTokens(found?.data ?? {}, edit)
      if (data) await http(z.unknown(), 'PUT', path, { body: { data }, signal, keepalive })
    })
  }

  return {
    async add(id, { token, channelId }, options = {}) {
      checkKnockId('devices.add', id)
      const channel = channelId ?? (channels.length === 1 ? channels[0] : undefined)
      if (channel === undefined || !channels.includes(channel)) {
        const problem = 'must be one of the adapter’s `deviceChannels`'
        throw invalid('devices.add', { 'device.channelId': problem })
      }
      await change(id, channel, options, (tokens) =>
        tokens.includes(token) ? tokens : [...tokens, token],
      )
    },
    async remove(id, token, options = {}) {
      checkKnockId('devices.remove', id)
      await Promise.all(
        channels.map(async (channel) =>
          change(id, channel, options, (tokens) => tokens.filter((item) => item !== token)),
        ),
      )
    },
  }
}

/** Returns the channel data with edited tokens; `undefined` if nothing changes. */
function editTokens(
  data: ChannelData,
  edit: (tokens: readonly string[]) => readonly string[],
): ChannelData | undefined {
  const { data: lists } = tokenListsSchema.safeParse(data)
  if (!lists || 'player_ids' in data || 'target_arns' in data) {
    const message = 'This Knock channel has no push tokens, but data of another kind of service.'
    throw new IdentikitError('unsupported', message)
  }
  const devices = lists.devices ?? []
  const before = [...new Set([...devices.map(({ token }) => token), ...(lists.tokens ?? [])])]
  const after = edit(before)
  if (after.length === before.length) return undefined
  const { tokens: _tokens, devices: _devices, ...others } = data
  const kept = devices.filter(({ token }) => after.includes(token))
  const added = after.filter((token) => !kept.some((device) => device.token === token))
  // Knock accepts one of the two lists; `devices` has more data of each device.
  return kept.length > 0
    ? { ...others, devices: [...kept, ...added.map((token) => ({ token }))] as ChannelData[string] }
    : { ...others, tokens: after }
}
