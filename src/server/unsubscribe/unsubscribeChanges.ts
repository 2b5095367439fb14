import {
  getFrequencySetting,
  getSetting,
  isOn,
  isReadOnlySetting,
  type PreferenceChange,
  type PreferenceRules,
  type Preferences,
  type PreferenceTarget,
} from '../../core/preferences/preferences.js'
import { findDecidingTarget } from '../delivery/findDecidingTarget.js'

/** What a link is about. */
export interface UnsubscribeTarget {
  readonly type: string
  readonly channel: string
}

/**
 * Returns the settings that stop all messages through a channel: its switch for all types where that can be turned off and overrides the
 * types, else the setting of each type. A type without channels has no other switch than its own.
 */
export function listAllTargets(
  preferences: Preferences,
  { channel }: Pick<UnsubscribeTarget, 'channel'>,
  parents: PreferenceRules['parents'] | undefined,
): PreferenceTarget[] {
  const all = getSetting(preferences, { channel })
  const isEnough = all !== undefined && parents === 'and' && !isReadOnlySetting(all)
  const types = preferences.types
    .map(({ id: type }) => findDecidingTarget(preferences, { type, channel }))
    .filter((target) => getSetting(preferences, target))
    .filter((target) => !isEnough || target.channel === undefined)
  return all ? [{ channel }, ...types] : types
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

/** A switch that was turned off, and the value that an undo restores. A list, because a token holds one for each type. */
export type UndoneSwitch = readonly [
  type: string | null,
  channel: string | null,
  back: boolean | null,
]

/**
 * Returns what restores switches that were turned off. Where the service can't forget a choice, a switch without one gets its default; without
 * a default it stays off, since turning it on would be a consent.
 */
export function toUndone(
  preferences: Preferences,
  changes: readonly PreferenceChange[],
  canClear: boolean,
): UndoneSwitch[] {
  return changes.flatMap(({ type, channel }): UndoneSwitch[] => {
    const { state, default: fallback } = getSetting(preferences, { type, channel }) ?? {}
    const back = state === 'on' || (canClear ? null : fallback)
    return back === undefined ? [] : [[type ?? null, channel ?? null, back]]
  })
}

/** Returns whether a setting has the value of a change. */
export function isHeld(preferences: Preferences, change: PreferenceChange): boolean {
  if (change.frequency !== undefined)
    return getFrequencySetting(preferences, change.type)?.value === (change.frequency ?? undefined)
  const setting = getSetting(preferences, change)
  if (change.enabled === true) return isOn(setting)
  return (setting?.state ?? 'unset') === (change.enabled === null ? 'unset' : 'off')
}
