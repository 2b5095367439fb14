'use client'
import type { IdentikitError } from '../../core/errors.js'
import { isPending, type ChangeEntry } from '../../core/sync/changeLog.js'
import { useOnline } from '../environment/useOnline.js'
import type { Resource } from '../store/loadState.js'
import { combineResults, type SaveResult } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** The result of `useSaveSummary`. */
export interface SaveSummary {
  /** Whether the browser is online. While it's offline, changes wait. */
  readonly isOnline: boolean
  /** The number of settings whose changes wait or are being sent. */
  readonly pendingCount: number
  /** The number of settings whose changes couldn't be saved, without those that the user may not change. */
  readonly failedCount: number
  /** Why the first of the failed changes couldn't be saved. */
  readonly saveError: IdentikitError | undefined
  /** Sends all failed changes again. Never rejects. */
  readonly retryAll: () => Promise<SaveResult>
}

/**
 * Counts the changes of preferences, streak settings and the schedule that aren't saved, for a notice on a screen of your own. It reads nothing from the
 * service, so it can be used on every page.
 * @example
 * const { isOnline, pendingCount, failedCount, retryAll } = useSaveSummary()
 * if (!isOnline) return <p>You're offline. Changes to save: {pendingCount}</p>
 * if (failedCount > 0) return <button onClick={() => void retryAll()}>Retry {failedCount}</button>
 */
export function useSaveSummary(): SaveSummary {
  return useSaveSummaryOf('streak', 'preferences', 'schedule')
}

/** Counts the unsaved changes of some resources. */
export function useSaveSummaryOf(...resources: readonly Resource[]): SaveSummary {
  const { logs, usedStores } = useStores('useSaveSummary()')
  const isOnline = useOnline()
  const all = useSnapshot(logs, (whole) => whole)
  const entries = resources.flatMap((resource) => all.get(resource) ?? [])
  const failed = entries.filter(isRetryableFailure)

  async function retryAll(): Promise<SaveResult> {
    const stores = [...usedStores].filter(({ resource }) =>
      resources.some((one) => one === resource && all.get(one)?.some(isRetryableFailure)),
    )
    return combineResults(await Promise.all(stores.flatMap((store) => store.retry?.() ?? [])))
  }

  return {
    isOnline,
    // A setting can have one change that is being sent and one that waits.
    pendingCount: new Set(entries.filter(isPending).map(({ key }) => key)).size,
    failedCount: failed.length,
    saveError: failed[0]?.error,
    retryAll,
  }
}

/** Retrying doesn't help where the user may not change a setting; its control says so. */
function isRetryableFailure({ state, error }: Pick<ChangeEntry<unknown>, 'state' | 'error'>) {
  return state === 'failed' && error?.code !== 'locked' && error?.code !== 'forbidden'
}
