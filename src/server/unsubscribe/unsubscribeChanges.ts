import {
  getFrequencySetting,
  getSetting,
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import { findDecidingTarget } from '../delivery/findDecidingTarget.js'

/** What a link is about. */
export interface UnsubscribeTarget {
  readonly type: string
  readonly channel: string
}

/** Returns the settings that stop all messages through the channel: its switch for all types or, without one, that of each type. */
export function listAllTargets(
  preferences: Preferences,
  { channel }: UnsubscribeTarget,
): PreferenceTarget[] {
  if (getSetting(preferences, { channel })) return [{ channel }]
  return preferences.types
    .map(({ id: type }) => findDecidingTarget(preferences, { type, channel }))
    .filter((target) => getSetting(preferences, target))
}

/** Returns the changes that turn settings off. Those that are off, locked or computed stay. */
export function turnOff(
  preferences: Preferences,
  targets: readonly PreferenceTarget[],
): PreferenceChange[] {
  return targets
    .filter((target) => {
      const setting = getSetting(preferences, target)
      return setting?.state !== 'off' && !isReadOnlySetting(setting)
    })
    .map((target) => ({ ...target, enabled: false }))
}

/** A change that was made, and the one that takes it back. */
export interface Undone {
  readonly made: PreferenceChange
  readonly back: PreferenceChange
}

/** Returns the changes that restore what switches were. A service that can't forget a choice gets the default. */
export function restore(
  preferences: Preferences,
  changes: readonly PreferenceChange[],
  canClear: boolean,
): Undone[] {
  return changes.map((made) => {
    const { type, channel } = made
    const { state, default: fallback = true } = getSetting(preferences, made) ?? {}
    const enabled = state === 'on' || (canClear ? null : fallback)
    return { made, back: { type, channel, enabled } }
  })
}

/** Returns whether a setting is still as a change made it. */
export function isStillMade(preferences: Preferences, made: PreferenceChange): boolean {
  if (made.frequency !== undefined)
    return getFrequencySetting(preferences, made.type)?.value === made.frequency
  return getSetting(preferences, made)?.state === 'off'
}
