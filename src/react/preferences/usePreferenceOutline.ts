'use client'
import { useSyncExternalStore } from 'react'
import type { PreferenceOutline } from '../../core/preferences/preferenceOutline.js'
import { useStores } from '../store/stores.js'

/**
 * Reads which switches there are, in groups, rows and columns; while they load, which ones the catalog lets expect. Renders
 * when one comes or goes, not when one is switched.
 */
export function usePreferenceOutline(
  caller = 'usePreferenceOutline()',
): PreferenceOutline | undefined {
  const { preferences, outline } = useStores(caller)
  return useSyncExternalStore(preferences.subscribe, outline.getSnapshot, outline.getServerSnapshot)
}
