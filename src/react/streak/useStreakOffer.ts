'use client'
import { useStores } from '../store/stores.js'
import { useStreakMetrics } from './useStreakMetrics.js'

export interface UseStreakOfferResult {
  /** Whether the service has streaks; `undefined` while nobody knows. */
  readonly isOffered: boolean | undefined
  /** Whether anybody says what a streak can stand on: the host, or a service that can be asked. */
  readonly hasMetrics: boolean
}

/** Reads what is known of the streak before it is read. */
export function useStreakOffer(caller: string): UseStreakOfferResult {
  const { capabilities } = useStores(caller)
  const types = useStreakMetrics()
  const known = capabilities()
  return {
    isOffered: known && known.streak !== undefined,
    hasMetrics: types.length > 0 || known?.streak?.info === true,
  }
}
