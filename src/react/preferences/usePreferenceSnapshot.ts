'use client'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import type { StoreSnapshot } from '../store/loadState.js'
import { getPreferenceStore } from './preferenceStore.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** Returns a part of the preferences' state. Renders when it is another value, so `select` must not create objects. */
export function usePreferenceSnapshot<T>(
  select: (snapshot: StoreSnapshot<Preferences, PreferenceChange>) => T,
  topics?: readonly string[],
): T {
  return useSnapshot(getPreferenceStore(useStores('usePreferenceSnapshot()')), select, { topics })
}
