'use client'
import { toLoadError, toLoadStatus, type LoadState } from '../store/loadState.js'
import { useStores } from '../store/stores.js'
import { usePreferenceSnapshot } from './usePreferenceSnapshot.js'

/** The result of `usePreferenceStatus`. */
export type UsePreferenceStatusResult = LoadState

/**
 * Reads how loading the preferences went. Renders when that changes, and for no change of a setting.
 * @example
 * const { status, loadError, reload } = usePreferenceStatus()
 */
export function usePreferenceStatus(): UsePreferenceStatusResult {
  const stores = useStores('usePreferenceStatus()')
  const load = usePreferenceSnapshot(stores, (snapshot) => ({
    status: toLoadStatus(stores, 'preferences', snapshot),
    loadError: toLoadError(snapshot.query),
  }))
  return { ...load, reload: () => stores.reload('preferences') }
}
