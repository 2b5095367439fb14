import * as z from 'zod/mini'
import type { DevicesMember } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { createDeviceTokens, type EditTokens } from '../http/deviceTokens.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkKnockId } from './errors.js'

/**
 * The channel data of a user.
 * @see https://docs.knock.app/managing-recipients/setting-channel-data
 */
const channelDataSchema = z.object({ data: wireMapSchema })
type ChannelData = z.infer<typeof wireMapSchema>

/**
 * The two lists of a push channel. Their entries aren't checked, because they are written back. Channels of SNS, OneSignal and chat
 * services have other keys.
 */
const listSchema = z.nullish(z.array(z.unknown()))
const tokenListsSchema = z.object({ tokens: listSchema, devices: listSchema })

/**
 * Creates the devices member, which keeps push tokens in channel data. A PUT overwrites all of it, so the data is read first and
 * written back whole. Knock creates an unknown user.
 */
export function createKnockDevices(http: HttpClient, channels: readonly string[]): DevicesMember {
  return createDeviceTokens(channels, async (id, channel, edit, options) => {
    checkKnockId('devices', id)
    const path = `/v1/users/${toPathSegment(id)}/channel_data/${toPathSegment(channel)}`
    const request = http(channelDataSchema, 'GET', path, { ...options, strict: true })
    const found = await ignoreErrors(request, 'not-found')
    const data = editTokens(found?.data ?? {}, edit)
    if (data) await http(z.unknown(), 'PUT', path, { ...options, body: { data } })
  })
}

/** Returns the channel data with edited tokens; `undefined` if nothing changes. */
function editTokens(data: ChannelData, edit: EditTokens): ChannelData | undefined {
  const { data: lists } = tokenListsSchema.safeParse(data)
  const isOtherKind =
    'player_ids' in data || 'target_arns' in data || lists?.devices?.some(isTarget)
  if (!lists || isOtherKind) {
    const message = 'This Knock channel has no push tokens, but data of another kind of service.'
    throw new IdentikitError('unsupported', message)
  }
  const devices = lists.devices ?? []
  const before = [...new Set([...devices.map(getToken), ...(lists.tokens ?? [])])]
  const after = edit(before)
  if (after === before) return undefined
  const { tokens: _tokens, devices: _devices, ...others } = data
  const kept = devices.filter((device) => after.includes(getToken(device)))
  const keptTokens = kept.map(getToken)
  const added = after.filter((token) => !keptTokens.includes(token))
  // Knock accepts one of the two lists; `devices` has more data of each device.
  const edited =
    kept.length > 0
      ? { devices: [...kept, ...added.map((token) => ({ token }))] }
      : { tokens: after }
  return { ...others, ...(edited as ChannelData) }
}

const isTarget = (device: unknown) => isMap(device) && Object.hasOwn(device, 'target_arn')

/** Returns the token of an entry of `devices`, or the entry itself if it has none. */
function getToken(device: unknown): unknown {
  return isMap(device) && typeof device['token'] === 'string' ? device['token'] : device
}
