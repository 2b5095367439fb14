import type { FrequencySetting } from './frequencies.js'
import type { ChannelSettings, PreferenceSetting, Preferences } from './preferences.js'

/** Returns the preferences with every setting read-only. */
export function toReadOnlyPreferences(preferences: Preferences): Preferences {
  const { types, channels, subscribed } = preferences
  return {
    ...preferences,
    types: types.map((type) => ({
      ...type,
      ...(type.setting && { setting: toReadOnly(type.setting) }),
      ...(type.frequency && { frequency: lockFrequency(type.frequency) }),
      channels: mapSettings(type.channels),
    })),
    channels: mapSettings(channels),
    ...(subscribed && { subscribed: toReadOnly(subscribed) }),
  }
}

const toReadOnly = (setting: PreferenceSetting): PreferenceSetting => ({
  ...setting,
  readOnly: true,
})

/** Returns a frequency with a lock. A blank reason isn't shown: the page says once why nothing can be changed. */
const lockFrequency = (frequency: FrequencySetting): FrequencySetting => ({
  ...frequency,
  locked: frequency.locked ?? { reason: '' },
})

function mapSettings(settings: ChannelSettings): ChannelSettings {
  return Object.fromEntries(
    Object.entries(settings).map(([channel, setting]) => [channel, toReadOnly(setting)]),
  )
}
