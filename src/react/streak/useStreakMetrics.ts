'use client'
import { createContext, useContext } from 'react'
import type { StreakMetricType } from '../../core/streak/streakMetrics.js'

export const MetricsContext = createContext<readonly StreakMetricType[]>([])

/** What the host says of its metrics. */
export function useStreakMetrics(): readonly StreakMetricType[] {
  return useContext(MetricsContext)
}
