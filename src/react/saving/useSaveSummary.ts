'use client'
import type { IdentikitError } from '../../core/errors.js'
import { isPending, type ChangeEntry } from '../../core/sync/changeLog.js'
import { useOnline } from '../environment/useOnline.js'
import type { SaveResult } from '../store/saveState.js'
import type { Store } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { isRefusedRule } from '../streak/isRefusedRule.js'

/** The result of `useSaveSummary`. */
export interface SaveSummary {
  /** Whether the browser is online. While it's offline, changes wait. */
  readonly isOnline: boolean
  /** The number of settings whose changes wait or are being sent. */
  readonly pendingCount: number
  /** The number of settings whose changes couldn't be saved. */
  readonly failedCount: number
  /** Why the first of the failed changes couldn't be saved. */
  readonly saveError: IdentikitError | undefined
  /** Sends all failed changes again. Never rejects. */
  readonly retryAll: () => Promise<SaveResult>
}

/**
 * Counts the changes of preferences and streak settings that aren't saved, for a notice on a screen of your own. It reads nothing from the
 * service, so it can be used on every page.
 * @example
 * const { isOnline, pendingCount, failedCount, retryAll } = useSaveSummary()
 * if (!isOnline) return <p>You're offline. Changes to save: {pendingCount}</p>
 * if (failedCount > 0) return <button onClick={() => void retryAll()}>Retry {failedCount}</button>
 */
export function useSaveSummary(): SaveSummary {
  return useSaveSummaryOf('all', true)
}

/**
 * Counts the unsaved changes of all resources or of the streak. While the browser is online, it counts pending changes only with
 * `countsPending`, so that a click doesn't render its caller.
 */
export function useSaveSummaryOf(resources: 'all' | 'streak', countsPending = false): SaveSummary {
  const { preferences, streak } = useStores('useSaveSummary()')
  const isOnline = useOnline()
  const isPendingCounted = countsPending || !isOnline
  const ofPreferences = useUnsaved(preferences, isPendingCounted)
  const ofStreak = useUnsaved(streak.settings, isPendingCounted, isRefusedRule)
  const counted = resources === 'all' ? [ofPreferences, ofStreak] : [ofStreak]
  return {
    isOnline,
    pendingCount: counted.reduce((sum, { pendingCount }) => sum + pendingCount, 0),
    failedCount: counted.reduce((sum, { failedCount }) => sum + failedCount, 0),
    saveError: counted.find(({ saveError }) => saveError)?.saveError,
    retryAll: async () => {
      const failed = counted.filter(({ failedCount }) => failedCount > 0)
      const results = await Promise.all(failed.map(({ retry }) => retry()))
      return results.find(({ status }) => status === 'failed') ?? results[0] ?? replaced
    },
  }
}

const unread = { isRead: false } as const
const replaced: SaveResult = { status: 'replaced' }

/** Counts the settings with unsaved changes in one store. */
function useUnsaved<Data, Change>(
  store: Store<Data, Change>,
  isPendingCounted: boolean,
  isIgnored: (entry: ChangeEntry<Change>) => boolean = () => false,
) {
  const isFailed = (entry: ChangeEntry<Change>) => entry.state === 'failed' && !isIgnored(entry)
  return {
    pendingCount: useSnapshot(
      store,
      ({ log }) => (isPendingCounted ? countSettings(log.filter(isPending)) : 0),
      unread,
    ),
    failedCount: useSnapshot(store, ({ log }) => log.filter(isFailed).length, unread),
    saveError: useSnapshot(store, ({ log }) => log.find(isFailed)?.error, unread),
    retry: () => store.retry(),
  }
}

/** Returns the number of settings that entries change. A setting can have one change that is being sent and one that waits. */
function countSettings(entries: readonly ChangeEntry<unknown>[]): number {
  return new Set(entries.map(({ key }) => key)).size
}
