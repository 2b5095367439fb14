import {
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

/** Returns the changes that restore what settings were. A service that can't forget a choice gets the default. */
export function restore(
  preferences: Preferences,
  changes: readonly PreferenceChange[],
  canClear: boolean,
): PreferenceChange[] {
  return changes.map(({ type, channel }) => {
    const { state, default: fallback = true } = getSetting(preferences, { type, channel }) ?? {}
    return { type, channel, enabled: state === 'on' || (canClear ? null : fallback) }
  })
}

/** Returns those of some changes whose settings are still off, so that an undo replaces no later choice. */
export function keepStillOff(
  preferences: Preferences,
  changes: readonly PreferenceChange[],
): PreferenceChange[] {
  return changes.filter((change) => getSetting(preferences, change)?.state === 'off')
}
