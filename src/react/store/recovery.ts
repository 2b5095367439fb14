import type {
  DefaultedQueryObserverOptions,
  Query,
  QueryClient,
  QueryKey,
  QueryState,
} from '@tanstack/react-query'
import { isReadRetryable, maxRecoveryDelay, recoveryDelay } from '../../core/sync/retryPolicy.js'
import { toLoadError } from './loadState.js'
import type { Page } from './page.js'
import { staleTime } from './queries.js'

/** A query of the cache. */
interface CachedQuery {
  readonly state: QueryState
}

/** The options of a query that is shown, with the defaults of the cache. */
type ShownOptions = DefaultedQueryObserverOptions<any, any, any, any, any>

/** What a recovery uses of the stores. */
interface RecoveryContext {
  readonly queryClient: QueryClient
  readonly page: Page
}

/** The result of `createRecovery`. */
export type Recovery = ReturnType<typeof createRecovery>

/**
 * Creates what reads one user's data: when it is shown first, and again by itself after failures, when the connection returns, when the tab
 * or page is shown again, and when another tab saved. All resources share one timer, so that a remote client sends one GET for them.
 * @param key the key of the user's data in the cache
 * @param scope the scope of messages about the user's data
 */
export function createRecovery(
  { queryClient, page }: RecoveryContext,
  key: QueryKey,
  scope: string | undefined,
) {
  const cache = queryClient.getQueryCache()
  /** The queries that are shown. Two stores may show the same one. */
  const shown = new Set<ShownOptions>()
  /** The rounds of reads that failed since the last success. */
  let tries = 0
  /** The earliest time of the next round. */
  let dueAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let retry: Promise<void> | undefined
  let isListening = false

  const findOptions = (queryHash: string) =>
    [...shown].find((options) => options.queryHash === queryHash)

  const findShown = (queryKey = key) =>
    cache.findAll({ queryKey }).filter(({ queryHash }) => findOptions(queryHash))

  /** Reads a query. With `isNew`, it doesn't join a read that began before. Never rejects: a failure is kept in the query. */
  async function fetch(options: ShownOptions | undefined, isNew = false): Promise<void> {
    if (options?.enabled !== true) return
    const query = cache.build(queryClient, options)
    await query.fetch({ ...options, gcTime: Infinity }, { cancelRefetch: isNew }).catch(() => {})
  }

  /** Sets the time after which the cache deletes a query of which it knows no observer. That of an existing query can't be shortened. */
  function setGcTime(options: ShownOptions): void {
    const query = cache.get(options.queryHash)
    if (!query || !isIdle(query) || isObserved(query)) return
    cache.remove(query)
    cache.build(queryClient, options, query.state)
  }

  /** Ends a read that nothing needs any more. */
  async function release(options: ShownOptions): Promise<void> {
    const { queryKey, queryHash } = options
    if (findOptions(queryHash)) return
    await queryClient.cancelQueries({ queryKey, predicate: (query) => !isObserved(query) })
    if (!findOptions(queryHash)) setGcTime(options)
  }

  /** Returns the milliseconds until a query may be read without the user's request: at most 0 to read it now. */
  function getWait({ state }: CachedQuery): number {
    const error = toLoadError(state)
    if (!error || !isReadRetryable(error)) return 0
    return Math.max(dueAt, state.errorUpdatedAt + (error.retryAfter ?? 0)) - Date.now()
  }

  const canRead = (query: CachedQuery) => getWait(query) <= 0

  /** Checks later what to read: once for all queries that change together. */
  function check(wait = 0): void {
    clearTimeout(timer)
    timer = setTimeout(readOutdated, wait)
  }

  /** Reads what failed or is outdated if it is due, or else waits. */
  function readOutdated(): void {
    // A host that removes a query from the cache would leave its components without data.
    for (const options of shown) cache.build(queryClient, options)
    const queries = findShown()
    const outdated = queries.filter(mustRead)
    const idle = outdated.filter(isIdle)
    // Not when nothing is shown: components that are mounted again and again must not start over.
    if (outdated.length === 0 && queries.length > 0 && queries.every(isIdle)) reset()
    if (idle.length === 0 || !page.isOnline()) return
    const failedAt = Math.max(...idle.map(({ state }) => state.errorUpdatedAt))
    // Failures before that time belong to the same round.
    if (failedAt >= dueAt) dueAt = failedAt + recoveryDelay(tries++, Math.random())
    if (!page.isVisible()) return
    const due = idle.filter(canRead)
    for (const { queryHash } of due) void fetch(findOptions(queryHash))
    // In steps, since a time of more than 24 days would end at once.
    if (due.length === 0) check(Math.min(maxRecoveryDelay, ...idle.map(getWait)))
  }

  /** Reads again what is shown, in a hidden tab as soon as it is visible, and the rest when it is shown. */
  function refresh(queryKey: QueryKey): void {
    void queryClient.invalidateQueries({ queryKey, refetchType: 'none' })
    const queries = page.isVisible() ? findShown(queryKey) : []
    for (const { queryHash } of queries) void fetch(findOptions(queryHash), true)
  }

  function restart(): void {
    reset()
    refresh(key)
  }

  /** Reads what is outdated by now, since the tab is visible again. */
  function refocus(): void {
    for (const query of findShown())
      if (
        findOptions(query.queryHash)?.refetchOnWindowFocus !== false &&
        query.isStaleByTime(staleTime)
      )
        query.invalidate()
    check()
  }

  /** Starts with the shortest delay again. */
  function reset(): void {
    tries = 0
    dueAt = 0
  }

  /** Reacts to events of the page and messages of other tabs. These also make data outdated that isn't shown, so it never ends. */
  function listen(): void {
    if (isListening) return
    isListening = true
    for (const event of ['online', 'pageshow'] as const) page.on(event, restart)
    page.on('visible', refocus)
    page.onMessage((message) => {
      if (message.scope === scope) refresh([...key, message.resource])
    })
  }

  return {
    check,
    fetch,
    refresh,
    reset,
    /** Reads nothing again of what is shown: its user was deleted. */
    stop: () => shown.clear(),
    /** Reads a query if needed, and again by itself until the returned function is called. */
    show(options: ShownOptions): () => void {
      listen()
      if (options.enabled === true) shown.add(options)
      setGcTime({ ...options, gcTime: Infinity })
      const query = cache.build(queryClient, options)
      const isMissing = query.state.data === undefined
      const isStale = options.refetchOnMount !== false && query.isStaleByTime(staleTime)
      if ((isMissing || isStale) && canRead(query)) void fetch(options)
      check()
      return () => {
        shown.delete(options)
        check()
        void release(options)
      }
    },
    /** Resolves when a read that failed may be repeated. Reads that failed together wait for the same time. */
    beforeRetry(delay: number): Promise<void> {
      return (retry ??= new Promise((resolve) => {
        setTimeout(() => {
          retry = undefined
          resolve()
        }, delay)
      }))
    },
  }
}

/** Returns whether a query has no data or was invalidated, or its last read failed and a later one may succeed. */
function mustRead({ state }: CachedQuery): boolean {
  const error = toLoadError(state)
  return error ? isReadRetryable(error) : state.isInvalidated || state.status === 'pending'
}

/** Returns whether the host observes a query, too. */
function isObserved(query: Query): boolean {
  return query.getObserversCount() > 0
}

function isIdle({ state }: CachedQuery): boolean {
  return state.fetchStatus === 'idle'
}
