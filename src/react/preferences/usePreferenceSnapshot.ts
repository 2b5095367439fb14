'use client'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import type { StoreSnapshot } from '../store/storeSnapshot.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

export type PreferenceSnapshot = StoreSnapshot<Preferences, PreferenceChange>

/** Renders only when what `select` takes is another value: it must take parts, and make no new ones. */
export function usePreferenceSnapshot<T>(
  caller: string,
  select: (snapshot: PreferenceSnapshot) => T,
): T {
  return useSnapshot(useStores(caller).preferences, select)
}
