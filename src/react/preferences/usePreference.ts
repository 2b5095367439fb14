'use client'
import { findEntry, type ChangeEntry } from '../../core/sync/changeLog.js'
import {
  isOn,
  preferenceKey,
  getDisabledParents,
  getSetting,
  type PreferenceChange,
  type PreferenceTarget,
  type PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { getSaveProgress, type SaveState, type UndoableSaveResult } from '../store/saveState.js'
import { checkTarget } from './checkTarget.js'
import { getPreferenceStore } from './preferenceStore.js'
import { savePreferences } from './savePreferences.js'
import { useStores } from '../store/stores.js'
import { usePreferenceSnapshot, type PreferenceSnapshot } from './usePreferenceSnapshot.js'

/** Which parent of a setting is off: its type, its channel, or the one over everything commercial. */
export type OverriddenBy = 'type' | 'channel' | 'subscribed'

/** The result of `usePreference`. */
export interface UsePreferenceResult extends SaveState {
  /** `undefined` before the first load, and where the service has no such setting. */
  readonly setting: PreferenceSetting | undefined
  /** Whether the setting is on; an unset one follows its default. */
  readonly isOn: boolean
  /** The nearest parent that is off, so that the setting has no effect now. */
  readonly overriddenBy: OverriddenBy | undefined
  /** Turns the setting on or off, and changes nothing else: a parent that is off stays off, and `overriddenBy` names it. Never rejects. */
  readonly set: (enabled: boolean) => Promise<UndoableSaveResult>
  /** Turns the setting to the opposite of its current state, which may be newer than the last render. Never rejects. */
  readonly toggle: () => Promise<UndoableSaveResult>
}

/**
 * Reads and changes one setting, and renders for no other: a type on a channel, a whole type (`{ type }`), a whole channel
 * (`{ channel }`) or everything commercial (`{}`).
 * @example
 * const { isOn, saveStatus, set } = usePreference({ type: 'weekly-recap', channel: 'email' })
 */
export function usePreference(target: PreferenceTarget): UsePreferenceResult {
  return usePreferenceWith(target, () => ({}))
}

/** Returns what `usePreference` returns, and more of the state. */
export function usePreferenceWith<More extends object>(
  target: PreferenceTarget,
  select: (snapshot: PreferenceSnapshot, change: ChangeEntry<PreferenceChange> | undefined) => More,
): UsePreferenceResult & More {
  const stores = useStores('usePreference()')
  const store = getPreferenceStore(stores)
  const key = preferenceKey(target)
  if (process.env.NODE_ENV !== 'production') checkTarget(store.getSnapshot().data, target)
  const state = usePreferenceSnapshot(
    stores,
    (snapshot) => {
      const { data, log } = snapshot
      const rules = stores.capabilities()?.preferences?.rules
      const parent = data && rules && getDisabledParents(data, target, rules)[0]
      const setting = getSetting(data, target)
      const entry = findEntry(log, key)
      return {
        setting,
        isOn: isOn(setting),
        ...getSaveProgress(entry ? [entry] : []),
        overriddenBy: parent && getParentKind(parent),
        ...select(snapshot, entry),
      }
    },
    key,
  )

  function set(enabled: boolean): Promise<UndoableSaveResult> {
    return savePreferences(stores, [{ type: target.type, channel: target.channel, enabled }]).result
  }

  return {
    ...state,
    retry: () => store.retry(key),
    set,
    toggle: () => set(!isOn(getSetting(store.getSnapshot().data, target))),
  }
}

/** Returns which parent a target is. */
export function getParentKind({ type, channel }: PreferenceTarget): OverriddenBy {
  if (type !== undefined) return 'type'
  return channel === undefined ? 'subscribed' : 'channel'
}
