import {
  QueryObserver,
  type QueryClient,
  type QueryKey,
  type QueryObserverOptions,
  type QueryState,
} from '@tanstack/react-query'

/** The options of a query whose data is used as it was read. */
export type QueryOptions<Data> = QueryObserverOptions<Data, Error, Data, Data, QueryKey>

/** Creates a source of one query for `useSyncExternalStore`. The first subscriber loads: in an effect, never in render or on the server. */
export function createObservedQuery<Data>(queryClient: QueryClient, query: QueryOptions<Data>) {
  const observer = new QueryObserver(queryClient, query)
  const listeners = new Set<() => void>()
  let unsubscribe: (() => void) | undefined

  function notify(): void {
    for (const listener of listeners) listener()
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
    if (query.enabled !== false) await observer.refetch()
  }

  // From the cache, since an observer without subscribers doesn't update.
  const getState = (): QueryState<Data> | undefined => queryClient.getQueryState(query.queryKey)

  return { getState, notify, subscribe, reload }
}
