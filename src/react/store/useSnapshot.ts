'use client'
import { useSyncExternalStore } from 'react'
import type { Store } from './store.js'
import type { StoreSnapshot } from './storeSnapshot.js'

/** Renders only when what `select` takes is another value: it must take parts, and make no new ones. */
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
