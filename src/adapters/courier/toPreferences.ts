import type {
  NotificationType,
  PreferenceSetting,
  Preferences,
} from '../../core/preferences/preferences.js'
import { isChannelClass, toChannel } from './channels.js'
import { getRouting, type Topic } from './topic.js'

/** Converts topics. Each has a switch for each channel that users can choose, or else one switch. */
export function toPreferences(topics: readonly Topic[]): Preferences {
  return { types: topics.map(toType), channels: {}, rest: {} }
}

function toType(topic: Topic): NotificationType {
  const { id, name, description, section } = topic
  const classes = listClasses(topic)
  const settings = classes.map((item) => [toChannel(item), toSetting(topic, item)] as const)
  return {
    id,
    ...(name !== undefined && { label: name }),
    ...(description !== undefined && { description }),
    ...(section !== undefined && { group: section }),
    ...(classes.length === 0 && { setting: toSetting(topic) }),
    channels: Object.fromEntries(settings),
  }
}

/** Returns the channels with a switch: those of the topic, and others that the user has chosen. */
export function listClasses({ classes, routing = [] }: Topic): readonly string[] {
  return classes.length === 0 ? [] : [...new Set([...classes, ...routing])]
}

function toSetting(topic: Topic, item?: string): PreferenceSetting {
  const { enabled, isRequired, isChosen } = topic
  const locked = isRequired && { locked: {} }
  const isNew = item !== undefined && !isChannelClass(item)
  if (enabled === undefined || isNew) return { state: 'conditional', ...locked }
  const isOn = item === undefined ? enabled : getRouting(topic).includes(item)
  // Nobody chose that a topic is required.
  if (isRequired || !isChosen) return { state: 'unset', default: isOn, ...locked }
  const fallback = topic.default && (item === undefined || topic.classes.includes(item))
  return {
    state: isOn ? 'on' : 'off',
    ...(fallback !== undefined && { default: fallback }),
  }
}
