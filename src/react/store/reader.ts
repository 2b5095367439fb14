import {
  QueryObserver,
  type QueryClient,
  type QueryKey,
  type QueryObserverOptions,
} from '@tanstack/react-query'
import { isOfFormerUser } from './loadError.js'
import type { StoreSnapshot } from './storeSnapshot.js'

/** What is only read, with the face of a store. The first subscriber loads. */
export function createReader<Data>(
  queryClient: QueryClient,
  query: QueryObserverOptions<Data, Error, Data, Data, QueryKey>,
) {
  const observer = new QueryObserver(queryClient, query)
  const listeners = new Set<() => void>()
  let stop: (() => void) | undefined
  let snapshot: StoreSnapshot<Data, never> = { data: undefined, query: undefined, log: [] }
  const first = getSnapshot()

  function getSnapshot(): StoreSnapshot<Data, never> {
    const state = queryClient.getQueryState<Data>(query.queryKey)
    if (state === snapshot.query) return snapshot
    const data = isOfFormerUser(state) ? undefined : state?.data
    snapshot = { data, query: state, log: [] }
    return snapshot
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    stop ??= observer.subscribe(() => listeners.forEach((each) => each()))
    return () => {
      listeners.delete(listener)
      // Not at once: StrictMode unmounts and mounts again, which must not be a second request.
      queueMicrotask(() => {
        if (listeners.size > 0) return
        stop?.()
        stop = undefined
      })
    }
  }

  async function reload(): Promise<void> {
    if (query.enabled !== false) await observer.refetch()
  }

  return {
    getSnapshot,
    getServerSnapshot: () => first,
    subscribe,
    reload,
  }
}
