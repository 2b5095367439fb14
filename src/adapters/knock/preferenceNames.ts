import type { Channel } from '../../core/preferences/channels.js'
import type { ChannelMap, TypeMap } from './preferencesWire.js'

/**
 * The channel types of a preference set.
 * @see https://docs.knock.app/concepts/preferences (OpenAPI `PreferenceSetChannelTypes`)
 */
export const channelTypes = ['email', 'sms', 'push', 'chat', 'in_app_feed', 'http']

/** The maps of a preference set by the row type of the preference center. */
export const typeMaps: ReadonlyMap<string, TypeMap> = new Map([
  ['workflow', 'workflows'],
  ['category', 'categories'],
])

const toKitName = new Map<string, Channel>([
  ['in_app_feed', 'in_app'],
  ['http', 'webhook'],
])
const toKnockName = new Map([...toKitName].map(([knockName, channel]) => [channel, knockName]))

/** Returns the type id of a workflow or category. The kind is part of it, because a workflow and a category may share a key. */
export function toTypeId(map: TypeMap, key: string): string {
  return `${map === 'workflows' ? 'workflow' : 'category'}:${key}`
}

/** Returns the path of a type in a preference set; `undefined` for an id that is not of Knock. */
export function fromTypeId(id: string): readonly [TypeMap, string] | undefined {
  const [, kind = '', key = ''] = /^(workflow|category):(.+)$/s.exec(id) ?? []
  const map = typeMaps.get(kind)
  return map && [map, key]
}

/** Returns the channel of a key; `undefined` for a key that would be mistaken for another channel. */
export function toChannel(key: string, map: ChannelMap = 'channel_types'): Channel | undefined {
  if (map === 'channels') return `channel:${key}`
  if (toKnockName.has(key) || key.startsWith('channel:')) return undefined
  return toKitName.get(key) ?? key
}

/** Returns the path of a channel in a preference set or in a row. */
export function fromChannel(channel: Channel): readonly [ChannelMap, string] {
  if (channel.startsWith('channel:')) return ['channels', channel.slice('channel:'.length)]
  return ['channel_types', toKnockName.get(channel) ?? channel]
}
