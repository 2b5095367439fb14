import type { QueryState } from '@tanstack/react-query'
import { toIdentikitError, type IdentikitError } from '../../core/errors.js'
import { isOfFormerUser, toLoadError, type StoreSnapshot } from './loadState.js'
import { getReadDelay, toQueryOptions, type Read } from './queries.js'
import type { StoreContext } from './storeContext.js'

/** The errors of loads that were reported: one request can fail for several resources. */
const reportedErrors = new WeakSet<IdentikitError>()

/**
 * Creates a source of one query for `useSyncExternalStore`. The first subscriber loads: in an effect, never in render or on the server. It
 * follows the events of the cache instead of a `QueryObserver`, of which it would use a small part.
 */
export function createObservedQuery<Data>(
  { queryClient, userId, client, whenIdentified, page, recovery, onError }: StoreContext,
  resource: string,
  read: Read<Data>,
) {
  const cache = queryClient.getQueryCache()
  const options = queryClient.defaultQueryOptions(
    toQueryOptions(client(), userId, resource, async (id, request) => {
      // The service doesn't find the user before.
      await whenIdentified(id)
      try {
        return await read(id, request)
      } catch (thrown) {
        const delay = request.signal?.aborted ? undefined : getReadDelay(toIdentikitError(thrown))
        // Not after a failure that is shown, since then the recovery reads again.
        if (failure || !page.isOnline() || delay === undefined) throw thrown
        await recovery.beforeRetry(delay)
        return read(id, request)
      }
    }),
  )
  const { queryKey, queryHash } = options
  const listeners = new Set<() => void>()
  let unsubscribe: (() => void) | undefined
  /** The failure that is shown, also while the data is read again without the user's request. */
  let failure: QueryState<Data> | undefined
  let isReported = false

  const getCached = () => cache.get<Data>(queryHash)?.state

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
    const stops = [
      recovery.show(options),
      cache.subscribe((event) => {
        if (event.query.queryHash === queryHash) update()
      }),
    ]
    return () => {
      for (const stop of stops) stop()
    }
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
      })
    }
  }

  async function reload(): Promise<void> {
    if (typeof userId !== 'string') return
    recovery.reset()
    const result = recovery.fetch(options, true)
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
