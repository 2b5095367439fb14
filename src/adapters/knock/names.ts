import type { Channel } from '../../core/preferences/channels.js'
import type { ChannelMap, TypeMap } from './set.js'

/** The channel types of a preference set (OpenAPI `PreferenceSetChannelTypes`). */
export const knockChannelTypes = ['email', 'sms', 'push', 'chat', 'in_app_feed', 'http']

const ours: Readonly<Record<string, Channel>> = { in_app_feed: 'in_app', http: 'webhook' }
const theirs = Object.fromEntries(Object.entries(ours).map(([wire, name]) => [name, wire]))

const typeMaps: Readonly<Record<string, TypeMap>> = {
  workflow: 'workflows',
  category: 'categories',
}

/** A workflow and a category may share a key, so the map is part of the id. */
export function toTypeId(map: TypeMap, key: string): string {
  return `${map === 'workflows' ? 'workflow' : 'category'}:${key}`
}

/** Where a type stands; `undefined` for an id that is none of Knock's. */
export function fromTypeId(id: string): readonly [TypeMap, string] | undefined {
  const [, kind = '', key = ''] = /^(workflow|category):(.+)$/s.exec(id) ?? []
  const map = typeMaps[kind]
  return map && [map, key]
}

/** `undefined` for a name that Knock does not use there and that would be taken for another channel. */
export function toChannel(map: ChannelMap, key: string): Channel | undefined {
  if (map === 'channels') return `channel:${key}`
  if (Object.hasOwn(theirs, key) || key.startsWith('channel:')) return undefined
  return (Object.hasOwn(ours, key) && ours[key]) || key
}

export function fromChannel(channel: Channel): readonly [ChannelMap, string] {
  if (channel.startsWith('channel:')) return ['channels', channel.slice('channel:'.length)]
  return ['channel_types', (Object.hasOwn(theirs, channel) && theirs[channel]) || channel]
}
