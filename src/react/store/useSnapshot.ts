'use client'
import { useCallback, useSyncExternalStore } from 'react'

/** A source of snapshots, of which the server and the first render in the browser use the initial one. */
interface SnapshotSource<Snapshot> {
  readonly subscribe: (listener: () => void, topic?: string) => () => void
  /** Calls a listener after changes, without a read. */
  readonly watch?: (listener: () => void) => () => void
  readonly getSnapshot: () => Snapshot
  readonly getServerSnapshot: () => Snapshot
}

/** Which changes of a store a component follows. */
interface SnapshotOptions {
  /** Whether the data is read from the service; without, what is there is still shown. @default true */
  readonly isRead?: boolean
  /** The topic of a store that has some. @default every change */
  readonly topic?: string | undefined
}

/** Returns a part of a store's snapshot. Renders when it is another value, so `select` must not create objects. */
export function useSnapshot<Snapshot, T>(
  store: SnapshotSource<Snapshot>,
  select: (snapshot: Snapshot) => T,
  { isRead = true, topic }: SnapshotOptions = {},
): T {
  const subscribe = useCallback(
    (listener: () => void) =>
      isRead ? store.subscribe(listener, topic) : (store.watch?.(listener) ?? (() => {})),
    [store, topic, isRead],
  )
  return useSyncExternalStore(
    subscribe,
    () => select(store.getSnapshot()),
    () => select(store.getServerSnapshot()),
  )
}
