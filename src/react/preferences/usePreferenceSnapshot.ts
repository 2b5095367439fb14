'use client'
import { useState } from 'react'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import type { StoreSnapshot } from '../store/loadState.js'
import { getPreferenceStore } from './preferenceStore.js'
import type { Stores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** The state of the preferences' store. */
export type PreferenceSnapshot = StoreSnapshot<Preferences, PreferenceChange>

/** Returns a part of the preferences' state. Renders when it is another value, or an object or array with other items. */
export function usePreferenceSnapshot<T>(
  stores: Stores,
  select: (snapshot: PreferenceSnapshot) => T,
  topic?: string,
): T {
  const [reuseEqual] = useState(createReuseEqual)
  return useSnapshot(getPreferenceStore(stores), (snapshot) => reuseEqual(select(snapshot)), {
    topic,
  })
}

/** Returns a function that returns its last argument as long as it receives equal ones. */
function createReuseEqual() {
  let last: unknown
  return <T>(next: T): T => {
    if (!isEqual(last, next)) last = next
    return last as T
  }
}

function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false
  const entries = Object.entries(b)
  return (
    Object.keys(a).length === entries.length &&
    entries.every(([key, value]) => Object.is((a as Readonly<Record<string, unknown>>)[key], value))
  )
}
