import type { SharedMessages } from '../messages/sharedMessages.js'
import type { StreakInfo, StreakSettings } from './streak.js'

/** What is counted, e.g. `words`; by the locale's plural rules where one word is not enough, e.g. `{ one: 'word', other: 'words' }`. */
export type StreakUnit =
  | string
  | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string })

/** The host's words and numbers for one thing that a streak can stand on. */
export interface StreakMetricType {
  readonly key: string
  /** @default the service's name of it, or its key made readable */
  readonly label?: string | undefined
  readonly unit?: StreakUnit | undefined
  /** The lowest goal. @default 1 */
  readonly min?: number | undefined
  /** The highest goal. */
  readonly max?: number | undefined
  /** How far one press of a button goes, above 0; goals of a metric with a whole step are whole. @default 1 */
  readonly step?: number | undefined
  /** Goals to pick from, besides one of the person's own; what is below `min` or above `max` is left out. */
  readonly presets?: readonly number[] | undefined
}

/** One metric as it is shown. */
export interface ShownStreakMetric {
  readonly key: string
  readonly label: string
  readonly unit: StreakUnit | undefined
  readonly min: number
  readonly max: number | undefined
  readonly step: number
  readonly presets: readonly number[]
  /** Whether the host or the service names it; any other stands in the person's own settings alone. */
  readonly isKnown: boolean
}

/** What can count: in the host's order, then in the service's, then what only the settings name, or named before. Each key once. */
export function getStreakMetrics(
  messages: SharedMessages,
  types: readonly StreakMetricType[],
  info: StreakInfo | undefined,
  settings: StreakSettings | undefined,
  before: Iterable<string> = [],
): readonly ShownStreakMetric[] {
  const served = info?.metrics ?? []
  const known = [...types, ...served].map(({ key }) => key)
  const saved = settings?.metrics.map(({ key }) => key) ?? []
  // What has no name at all could not be called anything; it stays in the settings.
  const keys = [...known, ...before, ...saved].filter((key) => key.trim() !== '')
  return [...new Set(keys)].map((key) => {
    const type = types.find((one) => one.key === key)
    const name = served.find((one) => one.key === key)?.name
    // A goal of nothing would be no goal.
    const min = orElse(1, type?.min)
    const max = type?.max
    return {
      key,
      label: type?.label ?? (name?.trim() || messages.streak.unnamedMetric(key)),
      unit: type?.unit,
      min,
      max,
      step: orElse(1, type?.step),
      presets: (type?.presets ?? []).filter((goal) => goal >= min && goal <= (max ?? Infinity)),
      isKnown: known.includes(key),
    }
  })
}

function orElse(standard: number, given: number | undefined): number {
  return given !== undefined && given > 0 ? given : standard
}
