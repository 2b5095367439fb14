'use client'
import { useMemo } from 'react'
import { findEntry, type ChangeEntry } from '../../core/sync/changeLog.js'
import type { IdentikitError } from '../../core/errors.js'
import type { StreakInfo, StreakSettings } from '../../core/streak/streak.js'
import {
  streakSettingKey,
  type StreakChange,
  type StreakSettingKey,
} from '../../core/streak/streakChanges.js'
import { streakMetricsOf, type ShownStreakMetric } from '../../core/streak/streakMetrics.js'
import {
  toLoadError,
  toSaveState,
  toStatus,
  type LoadStatus,
  type SaveState,
} from '../store/status.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import type { StreakUpdate } from '../store/streakStores.js'
import { useSharedMessages } from '../environment/useSharedMessages.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { useStreakMetrics } from './useStreakMetrics.js'

/** How the last change of one part is doing. */
export interface StreakSaveState {
  readonly state: SaveState
  /** Why it was not saved. */
  readonly error: IdentikitError | undefined
  /** Sends it again. */
  readonly retry: () => Promise<SaveResult>
}

export interface UseStreakResult {
  readonly status: LoadStatus
  /** Why the last read or the last save failed; a rule that the service fixed is no failure. */
  readonly error: IdentikitError | undefined
  /** What is saved, with every change applied that is still on its way. */
  readonly streak: StreakSettings | undefined
  /** What can count: the host's metrics, then the service's, then what only the settings name, or named on this page. */
  readonly metrics: readonly ShownStreakMetric[]
  /** How long one period is; `undefined` where the service does not tell. */
  readonly frequency: StreakInfo['frequency']
  /** How many periods in a row it has lasted; `undefined` where the service does not tell. */
  readonly length: number | undefined
  /** The service lets nobody change more than whether there is a streak: it refused a change of the rest. */
  readonly isReadOnly: boolean
  readonly isSaving: boolean
  /**
   * Shows a patch at once and saves what differs; `metrics` and `daysOff` are whole. Given a function, it makes the patch of
   * what is shown at this moment, even between two renders. Never rejects.
   */
  readonly update: (patch: StreakUpdate) => Promise<SaveResult>
  readonly getSaveState: (leaf: StreakSettingKey) => StreakSaveState
  readonly reload: () => Promise<void>
}

/**
 * Reads and changes how the signed-in user's streak works.
 * @example
 * const { streak, update } = useStreak()
 * update({ enabled: false })
 * update(({ daysOff }) => ({ daysOff: [...daysOff, 0] }))
 */
export function useStreak(): UseStreakResult {
  const { streak: stores, capabilities, reload } = useStores('useStreak()')
  const messages = useSharedMessages()
  const types = useStreakMetrics()
  const known = capabilities()
  const snapshot = useSnapshot(stores.settings, (whole) => whole)
  const hasInfo = known === undefined || known.streak?.info === true
  const source = hasInfo ? stores.info : { ...stores.info, subscribe: never }
  const { data: info, query: infoQuery } = useSnapshot(source, (whole) => whole)
  const { data, log } = snapshot
  // Metrics that came later would move what people are about to press. What the server showed stays, and a failure holds nothing up.
  const awaitsInfo =
    hasInfo &&
    stores.settings.getServerSnapshot().data === undefined &&
    (infoQuery?.status ?? 'pending') === 'pending' &&
    !infoQuery?.fetchFailureCount
  const status = toStatus(snapshot, known === undefined || known.streak !== undefined)
  const { named } = stores
  const metrics = useMemo(
    () => streakMetricsOf(messages, types, info, data, named),
    [messages, types, info, data, named],
  )

  function getSaveState(leaf: StreakSettingKey): StreakSaveState {
    const entry = findEntry(log, leaf, streakSettingKey)
    // A fixed rule is explained once, and no trying again changes it.
    const own = entry && isRefusedRule(entry) ? undefined : entry
    return {
      state: toSaveState(own),
      error: own?.error,
      retry: () => stores.settings.retry(leaf),
    }
  }

  return {
    status: status === 'ready' && awaitsInfo ? 'loading' : status,
    error: log.find((one) => one.error && !isRefusedRule(one))?.error ?? toLoadError(snapshot),
    streak: data,
    metrics,
    frequency: info?.frequency,
    length: info?.length,
    isReadOnly: log.some(isRefusedRule),
    isSaving: log.some(({ state }) => state === 'waiting' || state === 'sending'),
    update: stores.update,
    getSaveState,
    reload: () => reload('streak'),
  }
}

/** Whether the service refused to change the rule itself, as Trophy does (403) where people may not change it. */
export function isRefusedRule({ error, changes }: ChangeEntry<StreakChange>): boolean {
  if (error?.code !== 'locked' && error?.code !== 'forbidden') return false
  return changes.some((change) => streakSettingKey(change) !== 'enabled')
}

/** What the service cannot tell, the server may have: it is shown, and not asked for. */
function never(): () => void {
  return () => {}
}
