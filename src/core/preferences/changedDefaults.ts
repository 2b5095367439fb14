import {
  getSetting,
  isOn,
  isReadOnlySetting,
  type PreferenceTarget,
  type Preferences,
} from './preferences.js'

/** The settings that differ from their defaults. */
export interface ChangedDefaults {
  /** The targets of those that the user can change. */
  readonly changed: readonly PreferenceTarget[]
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
  const known = targets.flatMap((target) => {
    const setting = getSetting(preferences, target)
    return setting?.default === undefined ? [] : [{ target, setting }]
  })
  const changed = known.filter(
    ({ setting }) => isOn(setting) !== setting.default && !isReadOnlySetting(setting),
  )
  return { changed: changed.map(({ target }) => target), total: known.length }
}
