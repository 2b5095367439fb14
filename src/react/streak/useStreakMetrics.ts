'use client'
import { createContext, useContext } from 'react'
import type { StreakMetricType } from '../../core/streak/streakMetrics.js'

/** The metrics of the provider. */
export const MetricsContext = createContext<readonly StreakMetricType[]>([])

/** Returns the metrics of the nearest provider. */
export function useStreakMetrics(): readonly StreakMetricType[] {
  return useContext(MetricsContext)
}
