'use client'
import { toLoadError, toLoadStatus, type LoadState } from '../store/loadState.js'
import { getPreferenceStore } from './preferenceStore.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** The result of `usePreferenceStatus`. */
export type UsePreferenceStatusResult = LoadState

/**
 * Reads how loading the preferences went. Renders when that changes, and for no change of a setting.
 * @example
 * const { status, loadError, reload } = usePreferenceStatus()
 */
export function usePreferenceStatus(): UsePreferenceStatusResult {
  const stores = useStores('usePreferenceStatus()')
  const preferences = getPreferenceStore(stores)
  return {
    status: useSnapshot(preferences, (snapshot) => toLoadStatus(stores, 'preferences', snapshot)),
    loadError: useSnapshot(preferences, ({ query }) => toLoadError(query)),
    reload: () => stores.reload('preferences'),
  }
}
