import { QueryObserver, type QueryState } from '@tanstack/react-query'
import { isOfFormerUser, type StoreSnapshot } from './loadState.js'
import { getQueryKey, toQueryOptions, type Read } from './queries.js'
import type { StoreContext } from './storeContext.js'

/** Creates a source of one query for `useSyncExternalStore`. The first subscriber loads: in an effect, never in render or on the server. */
export function createObservedQuery<Data>(
  { queryClient, userId, client, whenIdentified }: StoreContext,
  resource: string,
  read: Read<Data>,
) {
  const queryKey = getQueryKey(client(), userId, resource)
  const query = toQueryOptions(client(), userId, resource, async (id, options) => {
    // The service doesn't find the user before.
    await whenIdentified(id)
    return read(id, options)
  })
  const observer = new QueryObserver(queryClient, query)
  const listeners = new Set<() => void>()
  const watchers = new Set<() => void>()
  let unsubscribe: (() => void) | undefined

  function notify(): void {
    for (const listener of listeners) listener()
    for (const listener of watchers) listener()
  }

  /** Adds a listener that loads nothing, for parts of a page that only show pending changes. */
  function watch(listener: () => void): () => void {
    watchers.add(listener)
    return () => watchers.delete(listener)
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    unsubscribe ??= observer.subscribe(notify)
    return () => {
      listeners.delete(listener)
      // Not at once: StrictMode unmounts and mounts again, which must not send a second request.
      queueMicrotask(() => {
        if (listeners.size > 0) return
        unsubscribe?.()
        unsubscribe = undefined
      })
    }
  }

  async function reload(): Promise<void> {
    if (query.enabled) await observer.refetch()
  }

  // From the cache, since an observer without subscribers doesn't update.
  const getState = (): QueryState<Data> | undefined => queryClient.getQueryState(queryKey)

  return { queryKey, getState, notify, subscribe, watch, reload }
}

/** Creates a store of data that is only read. */
export function createReadOnlyStore<Data>(
  context: StoreContext,
  resource: string,
  read: Read<Data>,
) {
  const { getState, subscribe, reload } = createObservedQuery(context, resource, read)
  let snapshot: StoreSnapshot<Data, never> = { data: undefined, query: undefined, log: [] }
  const initialSnapshot = getSnapshot()

  function getSnapshot(): StoreSnapshot<Data, never> {
    const state = getState()
    if (state !== snapshot.query)
      snapshot = { data: isOfFormerUser(state) ? undefined : state?.data, query: state, log: [] }
    return snapshot
  }

  return { getSnapshot, getServerSnapshot: () => initialSnapshot, subscribe, reload }
}
