'use client'
import { useContext, useMemo } from 'react'
import { findEntry } from '../../core/sync/changeLog.js'
import type { StreakInfo, StreakSettings } from '../../core/streak/streak.js'
import type { StreakSettingKey } from '../../core/streak/streakChanges.js'
import { getStreakMetrics, type ShownStreakMetric } from '../../core/streak/streakMetrics.js'
import { MetricsContext } from '../environment/metricsContext.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import { toSaveState, type SaveResult, type SaveState } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { isRefusedRule } from './isRefusedRule.js'
import { getStreakStores, type StreakUpdate } from './streakStores.js'
import { useStreakMessages } from '../messages/useStreakMessages.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** The result of `useStreak`. A change that the service refused because the rule is fixed is no `saveError`: see `isReadOnly`. */
export interface UseStreakResult extends LoadState, SaveState {
  /** The saved settings with every pending change applied; `undefined` before the first load. */
  readonly streak: StreakSettings | undefined
  /** The metrics that can count: the host's, then the service's, then those that only the settings name. */
  readonly metrics: readonly ShownStreakMetric[]
  /** The length of one period; `undefined` where the service does not report it. */
  readonly frequency: StreakInfo['frequency']
  /** The number of periods in a row so far; `undefined` where the service does not report it. */
  readonly length: number | undefined
  /**
   * Whether the service refused to change the rule: only `enabled` can be changed then. Nothing can be changed where the provider or the
   * handler is read-only: see `useIsReadOnly`.
   */
  readonly isReadOnly: boolean
  /**
   * Applies a patch at once and saves what differs; `metrics` and `daysOff` replace the whole list. A function receives the current
   * settings, which may be newer than the last render. Never rejects.
   */
  readonly update: (patch: StreakUpdate) => Promise<SaveResult>
  /** Returns how the last save of one setting went. */
  readonly getSaveState: (key: StreakSettingKey) => SaveState
}

/**
 * Reads and changes the signed-in user's streak settings.
 * @example
 * const { streak, update } = useStreak()
 * update({ enabled: false })
 * update(({ daysOff }) => ({ daysOff: [...daysOff, 0] }))
 */
export function useStreak(): UseStreakResult {
  const stores = useStores('useStreak()')
  const { settings, info, removedMetrics, update } = getStreakStores(stores)
  const messages = useStreakMessages()
  const types = useContext(MetricsContext)
  const known = stores.capabilities()
  const snapshot = useSnapshot(settings, (whole) => whole)
  const hasInfo = known === undefined || known.streak?.info === true
  const { data: infoData, query: infoQuery } = useSnapshot(info, (whole) => whole, {
    isRead: hasInfo,
  })
  const { data, log } = snapshot
  // Metrics that are added later would move the controls under the pointer, so the settings wait for them: not where the server rendered
  // the settings, nor after the first failure.
  const isInfoAwaited =
    hasInfo &&
    settings.getServerSnapshot().data === undefined &&
    (infoQuery?.status ?? 'pending') === 'pending' &&
    !infoQuery?.fetchFailureCount
  const load = getLoadState(stores, 'streak', snapshot)
  const metrics = useMemo(
    () => getStreakMetrics(messages, types, infoData, data, removedMetrics),
    [messages, types, infoData, data, removedMetrics],
  )

  function getSaveState(key?: StreakSettingKey): SaveState {
    const entries = key === undefined ? log : [findEntry(log, key)]
    // A fixed rule is explained once by `isReadOnly`; retrying doesn't help.
    const retryable = entries.filter((entry) => entry !== undefined && !isRefusedRule(entry))
    return toSaveState(retryable as typeof log, () =>
      key === undefined ? settings.retry() : settings.retry(key),
    )
  }

  return {
    streak: data,
    metrics,
    frequency: infoData?.frequency,
    length: infoData?.length,
    isReadOnly: log.some(isRefusedRule) || stores.isReadOnly(),
    ...load,
    status: load.status === 'ready' && isInfoAwaited ? 'loading' : load.status,
    ...getSaveState(),
    update,
    getSaveState,
  }
}
