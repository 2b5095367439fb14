import {
  getSetting,
  preferenceKey,
  type ChannelSettings,
  type NotificationType,
  type PreferenceChange,
  type Preferences,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'

/** The topic of everything that depends on which settings exist, and on their names. */
export const outlineTopics: readonly string[] = ['outline']

/** Returns the topics of one setting and of the parents that override it. */
export function getSettingTopics({ type, channel }: PreferenceTarget): readonly string[] {
  return [{ type, channel }, { type }, { channel }, {}].map(preferenceKey)
}

/** Returns the topics of all settings of a type, with those of the switches over all types. */
export function getRowTopics(type: string): readonly string[] {
  return [`row ${type}`, 'parents']
}

/** Returns the topics that a change concerns. */
export function getPreferenceTopics(
  target: PreferenceChange,
  data: Preferences | undefined,
): readonly string[] {
  const isNew = getSetting(data, target) === undefined
  const group = target.type === undefined ? 'parents' : `row ${target.type}`
  return [preferenceKey(target), group, ...(isNew ? outlineTopics : [])]
}

/** Returns the topics of the settings that differ; `undefined` where the settings or names are not the same. */
export function comparePreferences(
  before: Preferences,
  after: Preferences,
): readonly string[] | undefined {
  if (before.types.length !== after.types.length) return undefined
  const topics: string[] = []
  for (const [index, type] of after.types.entries()) {
    const old = before.types[index]
    if (old === type) continue
    if (!old || !hasSameOutline(old, type)) return undefined
    topics.push(`row ${type.id}`)
    if (old.setting !== type.setting) topics.push(preferenceKey({ type: type.id }))
    const channels = listChanged(old.channels, type.channels)
    topics.push(...channels.map((channel) => preferenceKey({ type: type.id, channel })))
  }
  if (!hasSameKeys(before.channels, after.channels)) return undefined
  const channels = listChanged(before.channels, after.channels)
  topics.push(...channels.map((channel) => preferenceKey({ channel })))
  if (before.subscribed !== after.subscribed) topics.push(preferenceKey({}))
  if (channels.length > 0 || before.subscribed !== after.subscribed) topics.push('parents')
  const isOffered = Boolean(before.subscribed) === Boolean(after.subscribed)
  return isOffered ? topics : undefined
}

function hasSameOutline(a: NotificationType, b: NotificationType): boolean {
  return (
    a.id === b.id &&
    a.label === b.label &&
    a.description === b.description &&
    a.group === b.group &&
    Boolean(a.setting) === Boolean(b.setting) &&
    hasSameKeys(a.channels, b.channels)
  )
}

const hasSameKeys = (a: ChannelSettings, b: ChannelSettings) =>
  a === b || Object.keys(a).join('\n') === Object.keys(b).join('\n')

const listChanged = (a: ChannelSettings, b: ChannelSettings) =>
  a === b ? [] : Object.keys(b).filter((channel) => a[channel] !== b[channel])
