import type { Messages } from './messages.js'
import type { StreakInfo, StreakSettings } from './streak.js'

/** The host's words and numbers for one thing that a streak can stand on. */
export interface StreakMetricType {
  readonly key: string
  /** @default the service's name of it, or its key made readable */
  readonly label?: string | undefined
  /** What is counted, e.g. `words`. */
  readonly unit?: string | undefined
  /** The lowest goal. @default 1 */
  readonly min?: number | undefined
  /** The highest goal. */
  readonly max?: number | undefined
  /** How far one press of a button goes; goals of a metric with a whole step are whole. @default 1 */
  readonly step?: number | undefined
  /** Goals to pick from, besides one of the person's own. */
  readonly presets?: readonly number[] | undefined
}

/** One metric as it is shown. */
export interface ShownStreakMetric {
  readonly key: string
  readonly label: string
  readonly unit: string | undefined
  readonly min: number
  readonly max: number | undefined
  readonly step: number
  readonly presets: readonly number[]
  /** Whether the host or the service names it; any other stands in the person's own settings alone. */
  readonly isKnown: boolean
}

/** What can count: in the host's order, then in the service's, then what only the settings name. Each key once. */
export function streakMetricsOf(
  messages: Messages,
  types: readonly StreakMetricType[],
  info: StreakInfo | undefined,
  settings: StreakSettings | undefined,
): readonly ShownStreakMetric[] {
  const served = info?.metrics ?? []
  const known = [...types, ...served].map(({ key }) => key)
  const saved = settings?.metrics.map(({ key }) => key) ?? []
  return [...new Set([...known, ...saved])].map((key) => {
    const type = types.find((one) => one.key === key)
    const name = served.find((one) => one.key === key)?.name
    return {
      key,
      label: type?.label ?? (name || messages.streak.unnamedMetric(key)),
      unit: type?.unit,
      // A goal of nothing would be no goal.
      min: type?.min !== undefined && type.min > 0 ? type.min : 1,
      max: type?.max,
      step: type?.step ?? 1,
      presets: type?.presets ?? [],
      isKnown: known.includes(key),
    }
  })
}
