import type { ChannelSettings, PreferenceSetting, Preferences } from './preferences.js'

/** Returns the preferences with every setting read-only. */
export function toReadOnlyPreferences(preferences: Preferences): Preferences {
  const { types, channels, subscribed } = preferences
  return {
    ...preferences,
    types: types.map((type) => ({
      ...type,
      ...(type.setting && { setting: toReadOnly(type.setting) }),
      // Without a reason, since the page says it once.
      ...(type.frequency && { frequency: { locked: { reason: '' }, ...type.frequency } }),
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

function mapSettings(settings: ChannelSettings): ChannelSettings {
  return Object.fromEntries(
    Object.entries(settings).map(([channel, setting]) => [channel, toReadOnly(setting)]),
  )
}
