'use client'
import type { IdentikitError } from '../../core/errors.js'
import { isPending, type ChangeEntry } from '../../core/sync/changeLog.js'
import { useOnline } from '../environment/useOnline.js'
import type { SaveResult } from '../store/saveState.js'
import type { Store } from '../store/store.js'
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
 * Counts the changes of preferences and streak settings that aren't saved, for a notice on a screen of your own. It reads nothing from the
 * service, so it can be used on every page.
 * @example
 * const { isOnline, pendingCount, failedCount, retryAll } = useSaveSummary()
 * if (!isOnline) return <p>You're offline. Changes to save: {pendingCount}</p>
 * if (failedCount > 0) return <button onClick={() => void retryAll()}>Retry {failedCount}</button>
 */
export function useSaveSummary(): SaveSummary {
  return useSaveSummaryOf('all')
}

/** Counts the unsaved changes of all resources, or of the streak. */
export function useSaveSummaryOf(resources: 'all' | 'streak'): SaveSummary {
  const { preferences, streak } = useStores('useSaveSummary()')
  const isOnline = useOnline()
  const unsaved = [useUnsaved(streak.settings), useUnsaved(preferences)].slice(
    0,
    resources === 'all' ? 2 : 1,
  )
  const failed = unsaved.filter(({ saveError }) => saveError)
  return {
    isOnline,
    pendingCount: unsaved.reduce((sum, { pendingCount }) => sum + pendingCount, 0),
    failedCount: unsaved.reduce((sum, { failedCount }) => sum + failedCount, 0),
    saveError: failed[0]?.saveError,
    retryAll: async () => {
      const results = await Promise.all(failed.map(({ retry }) => retry()))
      return results.find(({ status }) => status === 'failed') ?? results[0] ?? replaced
    },
  }
}

const unread = { isRead: false } as const
const replaced: SaveResult = { status: 'replaced' }

/** Counts the settings with unsaved changes in one store. A setting can have one change that is being sent and one that waits. */
function useUnsaved<Data, Change>(store: Store<Data, Change>) {
  const log = useSnapshot(store, (snapshot) => snapshot.log, unread)
  const failed = log.filter(isRetryableFailure)
  return {
    pendingCount: new Set(log.filter(isPending).map(({ key }) => key)).size,
    failedCount: failed.length,
    saveError: failed[0]?.error,
    retry: () => store.retry(),
  }
}

/** Retrying doesn't help where the user may not change a setting; its control says so. */
function isRetryableFailure({ state, error }: Pick<ChangeEntry<unknown>, 'state' | 'error'>) {
  return state === 'failed' && error?.code !== 'locked' && error?.code !== 'forbidden'
}
