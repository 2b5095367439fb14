import {
  getFrequencySetting,
  getSetting,
  preferenceKey,
  type PreferenceChange,
  type Preferences,
  type PreferenceTarget,
} from '../../../src/core/preferences/preferences.js'
import { leaves } from '../world.fixture.js'

/** A setting of a model: a switch, or the frequency of a type. */
export interface ModelSetting {
  readonly key: string
  /** What a user can choose, in the order of clicks. */
  readonly values: readonly [string, ...string[]]
  /** Returns the change that chooses a value. */
  readonly toChange: (value: string) => PreferenceChange
  /** Returns the value of this setting; `unset` without a choice. */
  readonly read: (preferences: Preferences | undefined) => string
}

const toSwitch = (target: PreferenceTarget): ModelSetting => ({
  key: preferenceKey(target),
  values: ['on', 'off'],
  toChange: (value) => ({ ...target, enabled: value === 'on' }),
  read: (preferences) => getSetting(preferences, target)?.state ?? 'unset',
})

const frequencies = ['daily', 'weekly', 'instant'] as const

const toFrequency = (type: string): ModelSetting => ({
  key: preferenceKey({ type, frequency: null }),
  values: frequencies,
  toChange: (value) => {
    const frequency = frequencies.find((one) => one === value)
    if (!frequency) throw new Error(`${value} is no frequency of the model.`)
    return { type, frequency }
  },
  read: (preferences) => getFrequencySetting(preferences, type)?.value ?? 'unset',
})

/** The settings of a model by index: all switches, then the frequencies of a type that has each kind of switch. */
export const modelSettings: readonly ModelSetting[] = [
  ...leaves.map(toSwitch),
  toFrequency('a'),
  toFrequency('b'),
]

/** Returns the value that the next click chooses. */
export function getNextValue({ values }: ModelSetting, shown: string): string {
  return values[(values.indexOf(shown) + 1) % values.length] ?? values[0]
}

/** Returns the value of a change. */
export const getValue = ({ enabled, frequency }: PreferenceChange): string =>
  frequency ?? (enabled === true ? 'on' : 'off')
