import { isBlank, trimText } from '../text.js'
import type { Messages } from '../messages/messages.js'
import type { StreakInfo, StreakSettings } from './streak.js'

/** The unit of a metric, e.g. `words`, or its plural forms, e.g. `{ one: 'word', other: 'words' }`. */
export type StreakUnit =
  | string
  | (Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string })

/** The product's label and limits of one streak metric. */
export interface StreakMetricType {
  /** The id of the metric at the service. */
  readonly key: string
  /** @default the service's name, or its key in readable form */
  readonly label?: string | undefined
  /** The unit behind the goal. */
  readonly unit?: StreakUnit | undefined
  /** The lowest goal. @default 1 */
  readonly min?: number | undefined
  /** The highest goal. */
  readonly max?: number | undefined
  /** The amount that a button adds, above 0. With an integer step, goals are integers. @default 1 */
  readonly step?: number | undefined
  /** Goals to choose from besides a custom one. Values outside `min` and `max` are ignored. */
  readonly presets?: readonly number[] | undefined
}

/** One metric as it is shown. */
export interface ShownStreakMetric {
  /** The id of the metric at the service. */
  readonly key: string
  /** The name of the metric. */
  readonly label: string
  /** The unit behind the goal. */
  readonly unit: StreakUnit | undefined
  /** The lowest goal. */
  readonly min: number
  /** The highest goal. */
  readonly max: number | undefined
  /** The distance between two goals. */
  readonly step: number
  /** Suggested goals. */
  readonly presets: readonly number[]
  /** Whether the product or the service lists it. An unknown metric is only in the user's settings. */
  readonly isKnown: boolean
}

/** Returns the metrics to show, each key once: the product's, then the service's, then those only in the settings, now or before. */
export function getStreakMetrics(
  messages: Pick<Messages, 'streak'>,
  types: readonly StreakMetricType[],
  info: StreakInfo | undefined,
  settings: StreakSettings | undefined,
  before: Iterable<string> = [],
): readonly ShownStreakMetric[] {
  const served = info?.metrics ?? []
  const known = [...types, ...served].map(({ key }) => key)
  const saved = settings?.metrics.map(({ key }) => key) ?? []
  // A metric without a key can't be labeled. It stays in the settings.
  const keys = [...known, ...before, ...saved].filter((key) => !isBlank(key))
  return [...new Set(keys)].map((key) => {
    const type = types.find((item) => item.key === key)
    const name = served.find((item) => item.key === key)?.name
    const min = orDefault(1, type?.min)
    const max = type?.max
    return {
      key,
      label: type?.label ?? (trimText(name ?? '') || messages.streak.unnamedMetric(key)),
      unit: type?.unit,
      min,
      max,
      step: orDefault(1, type?.step),
      presets: (type?.presets ?? []).filter((goal) => goal >= min && goal <= (max ?? Infinity)),
      isKnown: known.includes(key),
    }
  })
}

function orDefault(fallback: number, value: number | undefined): number {
  return value !== undefined && value > 0 ? value : fallback
}
