import type { QueryClient } from '@tanstack/react-query'
import { isOfFormerUser } from './loadError.js'
import { createObservedQuery, type QueryOptions } from './observedQuery.js'
import type { StoreSnapshot } from './storeSnapshot.js'

/** Creates a store of data that is only read. */
export function createReadOnlyStore<Data>(queryClient: QueryClient, query: QueryOptions<Data>) {
  const { getState, subscribe, reload } = createObservedQuery(queryClient, query)
  let snapshot: StoreSnapshot<Data, never> = { data: undefined, query: undefined, log: [] }
  const initialSnapshot = getSnapshot()

  function getSnapshot(): StoreSnapshot<Data, never> {
    const state = getState()
    if (state === snapshot.query) return snapshot
    const data = isOfFormerUser(state) ? undefined : state?.data
    snapshot = { data, query: state, log: [] }
    return snapshot
  }

  return { getSnapshot, getServerSnapshot: () => initialSnapshot, subscribe, reload }
}
