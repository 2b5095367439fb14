'use client'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { usePreferenceStatus, type UsePreferenceStatusResult } from './usePreferenceStatus.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UsePreferencesResult extends UsePreferenceStatusResult {
  /** What is saved, with the catalog laid over it and every change applied that is still on its way. */
  readonly preferences: Preferences | undefined
  readonly isSaving: boolean
  /** Shows the change at once and saves it; several together succeed or fail together. Never rejects. */
  readonly update: (change: PreferenceChange | readonly PreferenceChange[]) => Promise<SaveResult>
}

/**
 * Reads and changes all preferences of the user, for markup of your own. Renders at every change of any of them; for one
 * switch use `usePreference`.
 * @example
 * const { status, preferences, update } = usePreferences()
 * update({ type: 'weekly-recap', channel: 'email', enabled: false })
 */
export function usePreferences(): UsePreferencesResult {
  const { preferences: store } = useStores('usePreferences()')
  const status = usePreferenceStatus('usePreferences()')
  const snapshot = useSnapshot(store, (whole) => whole)
  return {
    ...status,
    preferences: snapshot.data,
    isSaving: snapshot.log.some(({ state }) => state === 'waiting' || state === 'sending'),
    update: (change) => store.update([change].flat()),
  }
}
