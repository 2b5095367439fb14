import { isMap } from '../../core/json.js'
import type {
  ChannelSettings,
  PreferenceSetting,
  Preferences,
  PreferenceSwitchChange,
} from '../../core/preferences/preferences.js'

import type { JsonPath } from '../http/parseParts.js'
import type { PreferenceTags } from './preferenceTags.js'
import { toTagText, type SubscriptionWire, type UserWire } from './userWire.js'

/** Converts the tags of a user. A tag that isn't a switch is read-only. */
export function toPreferences(
  user: Partial<UserWire>,
  preferenceTags: PreferenceTags,
): Preferences {
  const { types, find, all } = preferenceTags
  const tags = user.properties?.tags ?? {}
  return {
    types: types.map(({ id, label, description, channels }) => ({
      id,
      ...(label !== undefined && { label }),
      ...(description !== undefined && { description }),
      channels: Object.fromEntries(
        channels.map((channel) => {
          const tag = find({ type: id, channel }) ?? ''
          return [channel, toSetting(Object.hasOwn(tags, tag) ? tags[tag] : undefined)]
        }),
      ),
    })),
    channels: toChannels(new Set(all.map(({ channel }) => channel)), user.subscriptions ?? []),
    rest: {},
  }
}

/** Converts a tag. OneSignal's documents write booleans as `1` and `0`, or as `true` and `false`. */
function toSetting(value: unknown): PreferenceSetting {
  const text = toTagText(value)
  if (text === undefined) return { state: 'unset' }
  if (text === '1' || text === 'true') return { state: 'on' }
  return text === '0' || text === 'false' ? { state: 'off' } : { state: 'conditional' }
}

/** The types of subscriptions that are the addresses of a channel. */
const addressTypes: ReadonlyMap<string, string> = new Map([
  ['email', 'Email'],
  ['sms', 'SMS'],
])

/**
 * Returns the channels that OneSignal sends nothing on, because the user unsubscribed each of their addresses, whatever the tags are. They
 * can't be changed here. Devices don't count: SDKs create them turned off, before they ask the user.
 */
function toChannels(
  channels: ReadonlySet<string>,
  subscriptions: readonly SubscriptionWire[],
): ChannelSettings {
  const isOff = (channel: string) => {
    const addresses = subscriptions.filter(({ type }) => type === addressTypes.get(channel))
    return addresses.length > 0 && addresses.every(({ enabled }) => enabled === false)
  }
  const entries = [...channels]
    .filter(isOff)
    .map((channel) => [channel, { state: 'off', locked: {} }] as const)
  return Object.fromEntries(entries)
}

/** Returns the tags that save changes. The last change of a switch counts. */
export function toTags(
  changes: readonly PreferenceSwitchChange[],
  { find }: PreferenceTags,
): Readonly<Record<string, string>> {
  const entries = changes.map((change) => {
    const { enabled } = change
    return [find(change) ?? '', enabled === null ? '' : enabled ? '1' : '0'] as const
  })
  return Object.fromEntries(entries)
}

/** Returns the paths of tags of preferences that aren't switches. */
export function createOddSwitches({ all }: PreferenceTags) {
  return (answer: unknown): readonly JsonPath[] => {
    const properties = isMap(answer) ? answer['properties'] : undefined
    const tags = isMap(properties) ? properties['tags'] : undefined
    if (!isMap(tags)) return []
    return all.flatMap(({ tag }) =>
      Object.hasOwn(tags, tag) && toSetting(tags[tag]).state === 'conditional'
        ? [['properties', 'tags', tag]]
        : [],
    )
  }
}
