import * as z from 'zod/mini'
import type { SwitchChange } from '../../core/preferences/acceptChanges.js'
import type {
  NotificationType,
  PreferenceSetting,
  Preferences,
} from '../../core/preferences/preferences.js'
import { toChannelClass, toChannels } from './channels.js'
import type { Topic } from './topic.js'

/**
 * The topics of a user. They are not validated, so that an odd one is shown as read-only and reported.
 * @see https://www.courier.com/docs/api-reference/user-preferences/get-users-preferences
 */
export const topicsSchema = z.object({
  items: z.array(z.unknown()),
  paging: z.catch(z.nullish(z.object({ more: z.boolean(), cursor: z.nullish(z.string()) })), null),
})

/** The answer with one topic. */
export const topicSchema = z.object({ topic: z.looseObject({ topic_id: z.string() }) })

/**
 * Converts topics. Each has a switch for each channel, or one switch if the adapter has no channels.
 * @param channels the channels of the adapter
 */
export function toPreferences(topics: Iterable<Topic>, channels: readonly string[]): Preferences {
  const types = Array.from(topics, (topic): NotificationType => {
    const { id, name, section } = topic
    const shown = listChannels(topic, channels)
    const settings = shown.map((channel) => [channel, toSetting(topic, channel)] as const)
    return {
      id,
      ...(name !== undefined && { label: name }),
      ...(section !== undefined && { group: section }),
      ...(channels.length === 0 && { setting: toSetting(topic) }),
      channels: Object.fromEntries(settings),
    }
  })
  return { types, channels: {}, rest: {} }
}

function listChannels({ routing = [] }: Topic, channels: readonly string[]): readonly string[] {
  return channels.length === 0 ? [] : [...new Set([...channels, ...toChannels(routing)])]
}

function toSetting(topic: Topic, channel?: string): PreferenceSetting {
  const { isRequired, isChosen, routing } = topic
  const locked = isRequired && { locked: {} }
  if (topic.enabled === undefined) return { state: 'conditional', ...locked }
  const isOn =
    (isRequired || topic.enabled) &&
    (channel === undefined || !routing || toChannels(routing).includes(channel))
  // Nobody chose that a topic is required, but its channels may be chosen.
  const isDefault = isRequired ? channel === undefined || !routing : !isChosen
  if (isDefault) return { state: 'unset', default: isOn, ...locked }
  const fallback = topic.default !== undefined && { default: topic.default }
  return { state: isOn ? 'on' : 'off', ...fallback, ...locked }
}

/** The choice of a topic as it is written. */
interface TopicBody {
  readonly status: 'OPTED_IN' | 'OPTED_OUT'
  readonly has_custom_routing?: boolean
  readonly custom_routing?: readonly unknown[]
}

/**
 * Returns the body that saves changes of one topic, the last change of a setting counts. Some channels are `OPTED_IN` with a custom
 * routing, and no channel is `OPTED_OUT`. A topic that is on without a custom routing sends on all channels, so these become the
 * routing. Entries of a routing that are no channels are kept.
 */
export function toTopicBody(
  { enabled = false, routing }: Topic,
  changes: readonly SwitchChange[],
  channels: readonly string[],
): TopicBody {
  if (channels.length === 0) {
    const status = changes.at(-1)?.enabled ? 'OPTED_IN' : 'OPTED_OUT'
    return { status, ...(routing && { has_custom_routing: true, custom_routing: routing }) }
  }
  const classes = channels.map(toChannelClass)
  const chosen = new Set<unknown>(enabled ? (routing ?? classes) : [])
  for (const change of changes) {
    const name = toChannelClass(change.channel ?? '')
    if (change.enabled) chosen.add(name)
    else chosen.delete(name)
  }
  if (chosen.size === 0) return { status: 'OPTED_OUT', has_custom_routing: false }
  const ordered = [...new Set([...classes, ...chosen])].filter((entry) => chosen.has(entry))
  return { status: 'OPTED_IN', has_custom_routing: true, custom_routing: ordered }
}
