'use client'
import { useSyncExternalStore } from 'react'

/** A source of snapshots, of which the server and the first render in the browser use the initial one. */
interface SnapshotSource<Snapshot> {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => Snapshot
  readonly getServerSnapshot: () => Snapshot
}

/**
 * Returns a part of a store's snapshot. Renders when it is another value, so `select` must not create objects. With `isRead: false` it reads
 * nothing from the service, and the initial data is still shown.
 */
export function useSnapshot<Snapshot, T>(
  store: SnapshotSource<Snapshot>,
  select: (snapshot: Snapshot) => T,
  isRead = true,
): T {
  return useSyncExternalStore(
    isRead ? store.subscribe : neverSubscribe,
    () => select(store.getSnapshot()),
    () => select(store.getServerSnapshot()),
  )
}

const neverSubscribe = () => () => {}
