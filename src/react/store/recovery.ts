import type { QueryClient, QueryKey, QueryState } from '@tanstack/react-query'
import { isIdentikitError, type IdentikitError } from '../../core/errors.js'
import { isReadRetryable, maxRecoveryDelay, recoveryDelay } from '../../core/sync/retryPolicy.js'
import type { Page } from './page.js'
import { getReadDelay } from './queries.js'

/** A query of the cache. */
interface CachedQuery {
  readonly state: QueryState<unknown, unknown>
}

/** What a recovery uses of the stores. */
interface RecoveryContext {
  readonly queryClient: QueryClient
  readonly page: Page
}

/** The result of `createRecovery`. */
export type Recovery = ReturnType<typeof createRecovery>

/**
 * Creates what reads one user's data again by itself: after failures, when the connection returns, when the page is restored, and when
 * another tab saved. All resources share one timer, so that a remote client sends one GET for them.
 * @param key the key of the user's data in the cache
 * @param scope the scope of messages about the user's data
 */
export function createRecovery(
  { queryClient, page }: RecoveryContext,
  key: QueryKey,
  scope: string | undefined,
) {
  /** The rounds of reads that failed since the last success. */
  let tries = 0
  /** The earliest time of the next round. */
  let dueAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let retry: Promise<void> | undefined
  let isChecking = false
  let subscribers = 0
  let unsubscribe: (() => void)[] = []
  let hasMessages = false

  /** Returns the milliseconds until a query may be read without the user's request; not positive: at once. */
  function getWait(query: CachedQuery): number {
    const failure = getFailure(query)
    if (!failure) return 0
    return Math.max(dueAt, query.state.errorUpdatedAt + (failure.retryAfter ?? 0)) - Date.now()
  }

  const canRead = (query: CachedQuery) => getWait(query) <= 0

  /** Checks once for all queries that change in the same task, e.g. when they start to read. */
  function check(): void {
    if (isChecking) return
    isChecking = true
    queueMicrotask(() => {
      isChecking = false
      schedule()
    })
  }

  /** Reads what failed if it is due, or else starts the timer. */
  function schedule(): void {
    clearTimeout(timer)
    const shown = queryClient.getQueryCache().findAll({ queryKey: key, type: 'active' })
    const failed = shown.filter((query) => getFailure(query))
    if (failed.length === 0) {
      // Not when nothing is shown: components that are mounted again and again must not start over.
      if (shown.length > 0 && shown.every(isIdle)) reset()
      return
    }
    if (!page.isOnline()) return
    const failedAt = Math.max(...failed.map(({ state }) => state.errorUpdatedAt))
    // Failures before that time belong to the same round.
    if (failedAt >= dueAt) dueAt = failedAt + recoveryDelay(tries++, Math.random())
    if (!page.isVisible()) return
    const wait = Math.min(...failed.filter(isIdle).map(getWait))
    if (wait <= 0) read((query) => getFailure(query) !== undefined)
    // In steps, since a longer time than 24 days would end at once.
    else if (wait < Infinity) timer = setTimeout(check, Math.min(wait, maxRecoveryDelay))
  }

  /** Reads the shown queries that match and are due. */
  function read(matches: (query: CachedQuery) => boolean): void {
    const predicate = (query: CachedQuery) => matches(query) && canRead(query)
    const filters = { queryKey: key, type: 'active', predicate } as const
    void queryClient.refetchQueries(filters, { cancelRefetch: false })
  }

  /** Reads again what is shown, in a hidden tab as soon as it is visible, and the rest when it is shown. */
  function refresh(queryKey: QueryKey): void {
    const refetchType = page.isVisible() ? 'active' : 'none'
    void queryClient.invalidateQueries({ queryKey, refetchType })
  }

  function restart(): void {
    reset()
    refresh(key)
  }

  /** Starts with the shortest delay again. */
  function reset(): void {
    tries = dueAt = 0
  }

  function start(): void {
    unsubscribe = [
      page.on('online', restart),
      page.on('pageshow', restart),
      page.on('offline', check),
      page.on('hidden', check),
      page.on('visible', () => {
        read(({ state }) => state.isInvalidated)
        check()
      }),
    ]
    if (hasMessages) return
    hasMessages = true
    // Never removed: data that isn't shown becomes stale, too.
    page.onMessage((message) => {
      if (message.scope === scope) refresh([...key, message.resource])
    })
  }

  return {
    canRead,
    check,
    reset,
    /** Resolves when a read that failed may be repeated. Reads that failed together wait for the same time. */
    beforeRetry(error: unknown): Promise<void> {
      return (retry ??= new Promise((resolve) => {
        setTimeout(
          () => {
            retry = undefined
            resolve()
          },
          getReadDelay(0, error),
        )
      }))
    },
    /** Starts the reads of what is shown, until the returned function is called. */
    subscribe(): () => void {
      if (subscribers++ === 0) start()
      check()
      return () => {
        if (--subscribers === 0) for (const stop of unsubscribe) stop()
        check()
      }
    },
  }
}

/** Returns why the last read failed, where a later one may succeed. */
function getFailure({ state }: CachedQuery): IdentikitError | undefined {
  const { status, error } = state
  return status === 'error' && isIdentikitError(error) && isReadRetryable(error) ? error : undefined
}

function isIdle({ state }: CachedQuery): boolean {
  return state.fetchStatus === 'idle'
}
