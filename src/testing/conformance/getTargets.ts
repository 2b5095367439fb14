import type { PreferenceTarget, Preferences } from '../../core/preferences/preferences.js'

/** Returns the targets of all settings. */
export function getTargets({ types, channels, subscribed }: Preferences): PreferenceTarget[] {
  return [
    ...types.flatMap(({ id: type, setting, channels: typeChannels }) => [
      ...(setting ? [{ type }] : []),
      ...Object.keys(typeChannels).map((channel) => ({ type, channel })),
    ]),
    ...Object.keys(channels).map((channel) => ({ channel })),
    ...(subscribed ? [{}] : []),
  ]
}
