import * as z from 'zod/mini'
import type { DevicesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { wireMapSchema } from '../../core/json.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { checkKnockId, unlessAnswered } from './errors.js'
import { createQueue } from '../http/queue.js'

/** Push channels answer with both lists; SNS, OneSignal and chat have others in their place. */
const dataSchema = z.object({ data: wireMapSchema })
const listsSchema = z.object({
  tokens: z.nullish(z.array(z.string())),
  devices: z.nullish(z.array(z.looseObject({ token: z.string() }))),
})
type Data = z.infer<typeof wireMapSchema>

const tokensOf = (data: Data) => {
  const { data: lists } = listsSchema.safeParse(data)
  const isForeign = 'player_ids' in data || 'target_arns' in data
  if (lists && !isForeign) return { tokens: lists.tokens ?? [], devices: lists.devices ?? [] }
  const what = 'This channel of Knock holds something else than tokens of push services.'
  throw new IdentikitError('unsupported', what)
}

/**
 * Push tokens as channel data. A PUT overwrites all of it, so what is there is read first and kept; the writes of one person and channel
 * wait for each other here, but another process could come between (https://docs.knock.app/managing-recipients/setting-channel-data).
 * A user who is not there is created by Knock.
 */
export function createKnockDevices(http: HttpClient, channels: readonly string[]): DevicesMember {
  const inTurn = createQueue()

  /** Writes only where the change makes another list of tokens. */
  async function change(
    id: string,
    channel: string,
    { signal, keepalive }: RequestOptions,
    next: (tokens: readonly string[]) => readonly string[],
  ): Promise<void> {
    const path = `/v1/users/${toPathSegment(id)}/channel_data/${toPathSegment(channel)}`
    await inTurn(`${channel} ${id}`, signal, async () => {
      const before = await http(dataSchema, 'GET', path, { signal }).catch((error: unknown) =>
        unlessAnswered(error, 404),
      )
      const data = before?.data ?? {}
      const { tokens, devices } = tokensOf(data)
      const had = [...new Set([...devices.map(({ token }) => token), ...tokens])]
      const wanted = next(had)
      if (wanted.length === had.length) return
      const { tokens: _, devices: __, ...others } = data
      const kept = devices.filter(({ token }) => wanted.includes(token))
      const added = wanted.filter((token) => !kept.some((device) => device.token === token))
      // Devices say more than tokens do, and the service takes one of the two lists.
      const list =
        kept.length > 0
          ? { devices: [...kept, ...added.map((token) => ({ token }))] }
          : { tokens: wanted }
      const body = { data: { ...others, ...list } }
      await http(z.unknown(), 'PUT', path, { body, signal, keepalive })
    })
  }

  return {
    async add(id, { token, channelId }, options = {}) {
      checkKnockId('devices.add', id)
      const channel = channelId ?? (channels.length === 1 ? channels[0] : undefined)
      if (channel === undefined || !channels.includes(channel)) {
        const wrong = 'must be one of the `deviceChannels` of the adapter'
        throw invalid('devices.add', { 'device.channelId': wrong })
      }
      await change(id, channel, options, (had) => (had.includes(token) ? had : [...had, token]))
    },
    async remove(id, token, options = {}) {
      checkKnockId('devices.remove', id)
      await Promise.all(
        channels.map(async (channel) =>
          change(id, channel, options, (had) => had.filter((one) => one !== token)),
        ),
      )
    },
  }
}
