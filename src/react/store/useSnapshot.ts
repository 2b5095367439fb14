'use client'
import { useSyncExternalStore } from 'react'
import type { Store } from './store.js'
import type { StoreSnapshot } from './loadState.js'

/** Returns a part of a store's snapshot. Renders when it is another value, so `select` must not create objects. */
export function useSnapshot<Data, Change, T>(
  store: Pick<Store<Data, Change>, 'subscribe' | 'getSnapshot' | 'getServerSnapshot'>,
  select: (snapshot: StoreSnapshot<Data, Change>) => T,
): T {
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.getSnapshot()),
    () => select(store.getServerSnapshot()),
  )
}
