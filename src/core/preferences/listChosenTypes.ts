import { getFrequency, type FrequencySetting } from './frequencies.js'
import { isOn, type PreferenceSetting, type Preferences } from './preferences.js'

/**
 * Returns the ids of the types that a user changed, also where they can't be changed now: whose settings differ from their defaults or, without a
 * default, have a choice, where the service tells that from none. `undefined` among them is the switches of channels for all types.
 */
export function listChosenTypes({
  types = [],
  channels = {},
}: Partial<Preferences> = {}): ReadonlySet<string | undefined> {
  const rows = types.map((type) => ({
    type,
    settings: [type.setting, ...Object.values(type.channels)],
  }))
  const all = [...Object.values(channels), ...rows.flatMap(({ settings }) => settings)]
  // Some services return each setting as a choice.
  const hasUnset = all.some((setting) => setting?.state === 'unset')
  const isChosen = (setting: PreferenceSetting | undefined) => isChoice(setting, hasUnset)
  const chosen = rows.filter(
    ({ type, settings }) => settings.some(isChosen) || isFrequencyChosen(type.frequency),
  )
  const ids = new Set<string | undefined>(chosen.map(({ type }) => type.id))
  return Object.values(channels).some(isChosen) ? ids.add(undefined) : ids
}

function isChoice(setting: PreferenceSetting | undefined, hasUnset: boolean): boolean {
  if (!setting || setting.locked || setting.state === 'conditional') return false
  return setting.default === undefined
    ? hasUnset && setting.state !== 'unset'
    : isOn(setting) !== setting.default
}

function isFrequencyChosen(frequency: FrequencySetting | undefined): boolean {
  const { value, ...unset } = frequency ?? {}
  return value !== undefined && value !== getFrequency({ options: [], ...unset })
}
