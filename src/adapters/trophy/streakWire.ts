import * as z from 'zod/mini'
import type { StreakInfo, StreakPatch, StreakSettings } from '../../core/streak/streak.js'

const text = z.nullish(z.string())

/** The streak settings of a user. */
export const streakSchema = z.looseObject({
  enabled: z.nullish(z.boolean()),
  evaluationMode: z.nullish(z.enum(['AND', 'ALL', 'OR'])),
  metrics: z.nullish(z.array(z.looseObject({ key: z.string(), threshold: z.number() }))),
  daysOff: z.nullish(z.array(z.number().check(z.int(), z.minimum(0), z.maximum(6)))),
})

/** The modes of the API. `ALL` is in the prose of the docs only. */
const modes = new Map<unknown, 'and' | 'or'>([
  ['AND', 'and'],
  ['ALL', 'and'],
  ['OR', 'or'],
])

/**
 * Converts streak settings. A streak without settings is on; the mode and metrics of the account are not in the API. Duplicates
 * and invalid days are omitted, because they could not be written back; the last threshold of a metric counts.
 */
export function toStreak(wire: z.infer<typeof streakSchema> | null | undefined): StreakSettings {
  const evaluationMode = modes.get(wire?.evaluationMode)
  const thresholds = new Map(wire?.metrics?.map(({ key, threshold }) => [key, threshold]))
  return {
    enabled: wire?.enabled ?? true,
    ...(evaluationMode && { evaluationMode }),
    metrics: [...thresholds].map(([key, threshold]) => ({ key, threshold })),
    daysOff: [...new Set(wire?.daysOff)],
  }
}

/** Returns the body of a write of streak settings. */
export function toStreakBody({ evaluationMode, ...patch }: StreakPatch) {
  return { streak: { ...patch, evaluationMode: evaluationMode?.toUpperCase() } }
}

/** The metrics of a user. */
export const metricsSchema = z.array(z.looseObject({ key: z.string(), name: text }))

/** The current streak of a user. */
export const streakStateSchema = z.looseObject({
  length: z.nullish(z.number()),
  frequency: z.nullish(z.enum(['daily', 'weekly', 'monthly'])),
})

/** Converts the metrics and the current streak. */
export function toStreakInfo(
  metrics: z.infer<typeof metricsSchema>,
  state: z.infer<typeof streakStateSchema>,
): StreakInfo {
  const { frequency } = state
  return {
    metrics: metrics.map(({ key, name }) => ({ key, ...(typeof name === 'string' && { name }) })),
    ...(frequency && { frequency }),
    ...(typeof state.length === 'number' && { length: state.length }),
  }
}
