import {
  getChangedSetting,
  isReadOnlySetting,
  preferenceKey,
  type ChannelSettings,
  type NotificationType,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'

/** The topic of everything that depends on which settings exist, and on their names. The topic of a setting is its key. */
export const outlineTopic = 'outline'

/** Returns the topic of everything that depends on all settings of a type. */
export function getRowTopic(type: string): string {
  return `row ${type}`
}

/** Returns the topics that a change concerns; `undefined` for all, as for a switch over all types. */
export function getPreferenceTopics(
  target: PreferenceChange,
  data: Preferences | undefined,
): readonly string[] | undefined {
  const { type, channel, frequency } = target
  const setting = getChangedSetting(data, target)
  // A setting can become read-only while a change of it is pending. Its row explains that.
  if (type === undefined || !setting || isReadOnlySetting(setting)) return undefined
  if (frequency !== undefined) return [preferenceKey(target)]
  if (channel !== undefined) return [getRowTopic(type), preferenceKey(target)]
  return data?.types.filter(({ id }) => id === type).flatMap((row) => listTopics(row))
}

/** Returns the topics of the settings that differ; `undefined` where the settings or names are not the same. */
export function comparePreferences(
  before: Preferences,
  after: Preferences,
): readonly string[] | undefined {
  const isSame =
    before.types.length === after.types.length &&
    before.channels === after.channels &&
    before.subscribed === after.subscribed
  if (!isSame) return undefined
  const topics: string[] = []
  for (const [index, type] of after.types.entries()) {
    const old = before.types[index]
    if (old === type) continue
    if (!old || !hasSameOutline(old, type)) return undefined
    // The switch over a type overrides those of its channels.
    topics.push(...listTopics(type, old.setting === type.setting ? old.channels : undefined))
  }
  return topics
}

/** Returns the topics of a type and of its settings, without those of channels that are equal before. */
function listTopics(
  { id, channels, frequency }: NotificationType,
  before?: ChannelSettings,
): string[] {
  const changed = Object.keys(channels).filter((channel) => before?.[channel] !== channels[channel])
  const targets = [undefined, ...changed].map((channel) => ({ type: id, channel }))
  const ofFrequency = frequency ? [preferenceKey({ type: id, frequency: null })] : []
  return [getRowTopic(id), ...targets.map(preferenceKey), ...ofFrequency]
}

/** Returns whether two states of a type differ in nothing but the values of its settings. */
const hasSameOutline = (a: NotificationType, b: NotificationType) => describe(a) === describe(b)

function describe({ setting, frequency, channels, ...names }: NotificationType): string {
  const settings = [setting, ...Object.values(channels)].map(
    (one) => one && [one.locked, one.state === 'conditional'],
  )
  return JSON.stringify([names, !frequency, Object.keys(channels), settings])
}
