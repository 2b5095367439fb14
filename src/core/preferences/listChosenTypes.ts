import { getFrequency, type FrequencySetting } from './frequencies.js'
import { isOn, type PreferenceSetting, type Preferences } from './preferences.js'

/**
 * Returns the ids of the types that a user changed, also where they can't be changed now: whose settings differ from their defaults or, without a
 * default, have a choice. `undefined` among them is the switches of channels for all types.
 */
export function listChosenTypes({
  types = [],
  channels = {},
}: Partial<Preferences> = {}): ReadonlySet<string | undefined> {
  const chosen = types.filter(
    ({ setting, channels: own, frequency }) =>
      [setting, ...Object.values(own)].some(isChosen) || isFrequencyChosen(frequency),
  )
  const ids = new Set<string | undefined>(chosen.map(({ id }) => id))
  return Object.values(channels).some(isChosen) ? ids.add(undefined) : ids
}

function isChosen(setting: PreferenceSetting | undefined): boolean {
  if (!setting || setting.locked || setting.state === 'conditional') return false
  return setting.default === undefined
    ? setting.state !== 'unset'
    : isOn(setting) !== setting.default
}

function isFrequencyChosen(frequency: FrequencySetting | undefined): boolean {
  const { value, ...unset } = frequency ?? {}
  return value !== undefined && value !== getFrequency({ options: [], ...unset })
}
