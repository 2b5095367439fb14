import type { Preferences, PreferenceTarget } from '../../core/preferences/preferences.js'

/** Returns the setting that decides about a message: that of the channel, or that of a type without channels. */
export function findDecidingTarget(
  { types }: Preferences,
  { type, channel }: { readonly type: string; readonly channel: string },
): PreferenceTarget {
  const row = types.find(({ id }) => id === type)
  const isAlone = row?.setting !== undefined && Object.keys(row.channels).length === 0
  return isAlone ? { type } : { type, channel }
}
