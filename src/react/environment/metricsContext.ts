'use client'
import { createContext } from 'react'
import type { StreakMetricType } from '../../core/streak/streakMetrics.js'

/** The metrics of the provider. Its file is none of the streak, because the provider is in every bundle. */
export const MetricsContext = createContext<readonly StreakMetricType[]>([])
