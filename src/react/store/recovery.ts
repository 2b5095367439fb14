import type { QueryClient, QueryKey, QueryState } from '@tanstack/react-query'
import { isReadRetryable, maxRecoveryDelay, recoveryDelay } from '../../core/sync/retryPolicy.js'
import { toLoadError } from './loadState.js'
import type { Page } from './page.js'
import { getReadDelay } from './queries.js'

/** A query of the cache. */
interface CachedQuery {
  readonly state: QueryState
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
  let isListening = false

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
    const shown = queryClient.getQueryCache().findAll({ queryKey: key, type: 'active' })
    const outdated = shown.filter(mustRead)
    const idle = outdated.filter(isIdle)
    // Not when nothing is shown: components that are mounted again and again must not start over.
    if (outdated.length === 0 && shown.length > 0 && shown.every(isIdle)) reset()
    if (idle.length === 0 || !page.isOnline()) return
    const failedAt = Math.max(...idle.map(({ state }) => state.errorUpdatedAt))
    // Failures before that time belong to the same round.
    if (failedAt >= dueAt) dueAt = failedAt + recoveryDelay(tries++, Math.random())
    if (!page.isVisible()) return
    const due = idle.filter(canRead)
    // A failure is kept in the query.
    for (const query of due) query.fetch().catch(() => {})
    // In steps, since a time of more than 24 days would end at once.
    if (due.length === 0) check(Math.min(maxRecoveryDelay, ...idle.map(getWait)))
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
    tries = 0
    dueAt = 0
  }

  return {
    canRead,
    check,
    reset,
    /** Resolves when a read that failed may be repeated. Reads that failed together wait for the same time. */
    beforeRetry(error: unknown): Promise<void> {
      return (retry ??= new Promise((resolve) => {
        setTimeout(() => {
          retry = undefined
          resolve()
        }, getReadDelay(error))
      }))
    },
    /** Reacts to events of the page and messages of other tabs. These also make data outdated that isn't shown, so it never ends. */
    listen(): void {
      if (isListening) return
      isListening = true
      for (const event of ['online', 'pageshow'] as const) page.on(event, restart)
      page.on('visible', check)
      page.onMessage((message) => {
        if (message.scope === scope) refresh([...key, message.resource])
      })
    },
  }
}

/** Returns whether a query was invalidated, or its last read failed and a later one may succeed. */
function mustRead({ state }: CachedQuery): boolean {
  const error = toLoadError(state)
  return error ? isReadRetryable(error) : state.isInvalidated
}

function isIdle({ state }: CachedQuery): boolean {
  return state.fetchStatus === 'idle'
}
