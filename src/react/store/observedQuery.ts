import { QueryObserver, type QueryState } from '@tanstack/react-query'
import type { IdentikitError } from '../../core/errors.js'
import { isOfFormerUser, toLoadError, type StoreSnapshot } from './loadState.js'
import { getQueryKey, getReadDelay, toQueryOptions, type Read } from './queries.js'
import type { StoreContext } from './storeContext.js'

/** The errors of loads that were reported: one request can fail for several resources. */
const reportedErrors = new WeakSet<IdentikitError>()

/** Creates a source of one query for `useSyncExternalStore`. The first subscriber loads: in an effect, never in render or on the server. */
export function createObservedQuery<Data>(
  { queryClient, userId, client, whenIdentified, page, recovery, onError }: StoreContext,
  resource: string,
  read: Read<Data>,
) {
  const queryKey = getQueryKey(client(), userId, resource)
  const query = toQueryOptions(client(), userId, resource, async (id, request) => {
    // The service doesn't find the user before.
    await whenIdentified(id)
    const reason = getCached()?.fetchFailureReason
    if (reason) await recovery.beforeRetry(reason)
    return read(id, request)
  })
  const { canRead } = recovery
  const options = {
    retryOnMount: canRead,
    refetchOnMount: canRead,
    refetchOnWindowFocus: canRead,
    ...queryClient.defaultQueryOptions(query),
    // Not after a failure that is shown, since then the recovery reads again.
    retry: (failures: number, error: unknown) =>
      failures < 1 && !failure && page.isOnline() && getReadDelay(error) !== undefined,
    // `beforeRetry` waits.
    retryDelay: 0,
  }
  const observer = new QueryObserver(queryClient, options)
  const listeners = new Set<() => void>()
  let unsubscribe: (() => void) | undefined
  /** The failure that is shown, also while the data is read again without the user's request. */
  let failure: QueryState<Data> | undefined
  let isReported = false

  // Not the state of the observer, which doesn't update without subscribers. The hash is computed only once.
  const getCached = () => queryClient.getQueryCache().get<Data>(options.queryHash)?.state

  function notify(): void {
    for (const listener of listeners) listener()
  }

  /** Reports the first of the failures that follow each other. */
  function report(): void {
    const error = toLoadError(getCached())
    if (error && !isReported && !reportedErrors.has(error)) {
      reportedErrors.add(error)
      onError(error)
    }
    // A read that follows a failure has the status "pending" or "error" until it succeeds.
    isReported = error !== undefined || (isReported && getCached()?.status !== 'success')
  }

  function update(): void {
    recovery.check()
    report()
    notify()
  }

  function start(): () => void {
    recovery.listen()
    recovery.check()
    return observer.subscribe(update)
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    unsubscribe ??= start()
    return () => {
      listeners.delete(listener)
      // Not at once: StrictMode unmounts and mounts again, which must not send a second request.
      queueMicrotask(() => {
        if (listeners.size > 0) return
        unsubscribe?.()
        unsubscribe = undefined
        recovery.check()
      })
    }
  }

  async function reload(): Promise<void> {
    if (typeof userId !== 'string') return
    recovery.reset()
    const result = observer.refetch()
    failure = undefined
    notify()
    await result
  }

  function getState(): QueryState<Data> | undefined {
    const state = getCached()
    if (failure && state?.status === 'pending' && state.fetchStatus !== 'idle') return failure
    failure = state?.status === 'error' ? state : undefined
    return state
  }

  return { queryKey, getState, notify, subscribe, reload }
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

  context.usedStores.add({ resource, getSnapshot, reload })
  return { getSnapshot, getServerSnapshot: () => initialSnapshot, subscribe, reload }
}
