'use client'
import { isPaused, type Schedule } from '../../core/schedule/schedule.js'
import { findEntry } from '../../core/sync/changeLog.js'
import { useMinute } from '../environment/useMinute.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import { toSaveState, type SaveResult, type SaveState } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getScheduleStore, type ScheduleUpdate } from './scheduleStore.js'

/** The result of `useSchedule`. */
export interface UseScheduleResult extends LoadState, SaveState {
  /** The saved schedule with every pending change applied; `undefined` before the first load. */
  readonly schedule: Schedule | undefined
  /** Whether messages are paused now, updated each minute; `false` on the server and before the first load. */
  readonly isPaused: boolean
  /**
   * Applies a patch at once and saves what differs; `hours` replaces the whole list, `null` clears a value. A function receives the current
   * schedule, which may be newer than the last render. Never rejects.
   */
  readonly update: (patch: ScheduleUpdate) => Promise<SaveResult>
  /** Returns how the last save of one key went. */
  readonly getSaveState: (key: keyof Schedule) => SaveState
}

/**
 * Reads and changes when the signed-in user wants messages.
 * @example
 * const { isPaused, update } = useSchedule()
 * update({ pausedUntil: new Date(Date.now() + 3_600_000).toISOString() })
 * update({ enabled: true, hours: [{ day: 1, from: 9 * 60, to: 18 * 60 }] })
 */
export function useSchedule(): UseScheduleResult {
  const stores = useStores('useSchedule()')
  const { store, update } = getScheduleStore(stores)
  const snapshot = useSnapshot(store, (whole) => whole)
  const minute = useMinute()
  const { data, log } = snapshot
  return {
    schedule: data,
    isPaused: minute > 0 && data !== undefined && isPaused(data, minute),
    ...getLoadState(stores, 'schedule', snapshot),
    ...toSaveState(log, () => store.retry()),
    update,
    getSaveState: (key) =>
      toSaveState(
        log.filter((entry) => entry === findEntry(log, key)),
        () => store.retry(key),
      ),
  }
}
