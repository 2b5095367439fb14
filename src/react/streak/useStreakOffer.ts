'use client'
import { useStores } from '../store/stores.js'
import { useStreakMetrics } from './useStreakMetrics.js'

export interface UseStreakOfferResult {
  /** Whether the service has streaks; `undefined` until its capabilities are known. */
  readonly isOffered: boolean | undefined
  /** Whether the host or the service lists metrics. */
  readonly hasMetrics: boolean
}

/** Returns whether the streak can be shown, before it is read. */
export function useStreakOffer(): UseStreakOfferResult {
  const { capabilities } = useStores('useStreakOffer()')
  const types = useStreakMetrics()
  const known = capabilities()
  return {
    isOffered: known && known.streak !== undefined,
    hasMetrics: types.length > 0 || known?.streak?.info === true,
  }
}
