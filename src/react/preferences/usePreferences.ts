'use client'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import { toSaveState, type SaveState, type UndoableSaveResult } from '../store/saveState.js'
import { getPreferenceStore } from './preferenceStore.js'
import { savePreferences } from './savePreferences.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** The result of `usePreferences`. */
export interface UsePreferencesResult extends LoadState, SaveState {
  /** The saved preferences with the catalog and every pending change applied; `undefined` before the first load. */
  readonly preferences: Preferences | undefined
  /** Applies the change at once and saves it; changes of one call share a result and a retry. Never rejects. */
  readonly update: (
    change: PreferenceChange | readonly PreferenceChange[],
  ) => Promise<UndoableSaveResult>
}

/**
 * Reads and changes all preferences of the user, for markup of your own. Renders at every change of any setting; for one setting use
 * `usePreference`.
 * @example
 * const { status, preferences, update } = usePreferences()
 * update({ type: 'weekly-recap', channel: 'email', enabled: false })
 */
export function usePreferences(): UsePreferencesResult {
  const stores = useStores('usePreferences()')
  const store = getPreferenceStore(stores)
  const snapshot = useSnapshot(store, (whole) => whole)
  return {
    preferences: snapshot.data,
    ...getLoadState(stores, 'preferences', snapshot),
    ...toSaveState(snapshot.log, () => store.retry()),
    update: (change) => savePreferences(stores, [change].flat()).result,
  }
}
