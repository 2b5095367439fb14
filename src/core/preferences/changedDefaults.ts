import { getFrequency } from './frequencies.js'
import {
  getChangedSetting,
  getSetting,
  isOn,
  isReadOnlySetting,
  type PreferenceChange,
  type PreferenceTarget,
  type Preferences,
} from './preferences.js'

/** The settings that differ from their defaults. */
export interface ChangedDefaults {
  /** The changes that reset those that the user can change. */
  readonly changed: readonly PreferenceChange[]
  /** The number of settings whose default is known. */
  readonly total: number
}

/** Returns the settings that differ from their defaults. A setting without a known default doesn't count. */
export function listChangedDefaults(preferences: Preferences | undefined): ChangedDefaults {
  const { types = [], channels = {} } = preferences ?? {}
  const targets: PreferenceTarget[] = [
    ...Object.keys(channels).map((channel) => ({ channel })),
    ...types.flatMap(({ id: type, channels: own }) =>
      [undefined, ...Object.keys(own)].map((channel) => ({ type, channel })),
    ),
    {},
  ]
  const switches = targets.flatMap((target) => {
    const setting = getSetting(preferences, target)
    if (setting?.default === undefined) return []
    const change: PreferenceChange = { ...target, enabled: null }
    return [{ change, isChanged: isOn(setting) !== setting.default }]
  })
  const frequencies = types.flatMap(({ id: type, frequency }) => {
    if (!frequency) return []
    const { value, ...unset } = frequency
    const isChanged = value !== undefined && value !== getFrequency(unset)
    const change: PreferenceChange = { type, frequency: null }
    return [{ change, isChanged }]
  })
  const known = [...switches, ...frequencies]
  const changed = known
    .filter(
      ({ change, isChanged }) =>
        isChanged && !isReadOnlySetting(getChangedSetting(preferences, change)),
    )
    .map(({ change }) => change)
  return { changed, total: known.length }
}
