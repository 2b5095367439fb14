import type { SwitchChange } from '../../core/preferences/acceptChanges.js'
import { toChannelClass } from './channels.js'
import { listClasses } from './toPreferences.js'
import { getRouting, type Topic } from './topic.js'

/**
 * The choice of a topic as it is written.
 * @see https://www.courier.com/docs/reference/user-preferences/update-subscription-topic-preferences
 */
export interface TopicBody {
  /** Whether messages are sent. */
  readonly status: 'OPTED_IN' | 'OPTED_OUT'
  /** Whether they are sent on the channels of `custom_routing` only. */
  readonly has_custom_routing?: boolean
  /** The chosen channels. */
  readonly custom_routing?: readonly string[]
}

/**
 * Returns the body that saves changes of one topic, the last change of a setting counts. Some channels are `OPTED_IN` with a custom
 * routing, and no channel is `OPTED_OUT`. What isn't changed is written as it was read; of a topic without a choice, as its row shows it.
 */
export function toTopicBody(topic: Topic, changes: readonly SwitchChange[]): TopicBody {
  const { classes, routing } = topic
  if (classes.length === 0) {
    const status = changes.at(-1)?.enabled ? 'OPTED_IN' : 'OPTED_OUT'
    return { status, ...(routing && { has_custom_routing: true, custom_routing: routing }) }
  }
  const chosen = new Set(getRouting(topic))
  function set(channel: string, enabled: boolean): void {
    const item = toChannelClass(channel)
    if (item === undefined || !listClasses(topic).includes(item)) return
    if (enabled) chosen.add(item)
    else chosen.delete(item)
  }
  // A choice that equals the default may be a default, because Courier's list may have all topics.
  const isHeld = routing !== undefined || topic.enabled !== topic.default
  const rows = isHeld ? [] : changes.flatMap(({ row = {} }) => Object.entries(row))
  for (const [channel, enabled] of rows) set(channel, enabled)
  for (const { channel = '', enabled } of changes) set(channel, enabled)
  if (chosen.size === 0) return { status: 'OPTED_OUT', has_custom_routing: false }
  const ordered = [...new Set([...listClasses(topic), ...chosen])].filter((item) =>
    chosen.has(item),
  )
  return { status: 'OPTED_IN', has_custom_routing: true, custom_routing: ordered }
}

/** Returns a topic with a choice that was saved. */
export function withChoice(topic: Topic, { status, custom_routing: routing }: TopicBody): Topic {
  return { ...topic, enabled: status === 'OPTED_IN', routing, isChosen: true }
}
