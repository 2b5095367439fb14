import { invalid } from '../errors.js'
import { forbiddenCharacters, isJson } from '../json.js'
import { withKey } from '../objectKeys.js'

/** The goal of one metric. */
export interface StreakMetric {
  /** The id of the metric at the service. */
  readonly key: string
  /** The minimum for one streak period, in the unit of the metric. */
  readonly threshold: number
}

/** The streak settings of a user. */
export interface StreakSettings {
  /** Whether the streak counts. */
  readonly enabled: boolean
  /** `and`: every metric must reach its threshold; `or`: one is enough. Absent without a choice. */
  readonly evaluationMode?: 'and' | 'or' | undefined
  /** The goals, each metric at most once. */
  readonly metrics: readonly StreakMetric[]
  /** Weekdays that don't count, at most six; 0 is Sunday. */
  readonly daysOff: readonly number[]
}

/** The streak of a user and the metrics of the service. */
export interface StreakInfo {
  /** The metrics that can have a goal, with the service's names. */
  readonly metrics: readonly { readonly key: string; readonly name?: string | undefined }[]
  /** The length of one streak period. */
  readonly frequency?: 'daily' | 'weekly' | 'monthly' | undefined
  /** The number of consecutive periods. */
  readonly length?: number | undefined
}

/** A change of streak settings. `metrics` and `daysOff` replace the saved lists. */
export type StreakPatch = { readonly [K in keyof StreakSettings]?: StreakSettings[K] | undefined }

/** The streak settings of a user who made no choice. */
export const defaultStreak: StreakSettings = {
  enabled: true,
  evaluationMode: 'or',
  metrics: [],
  daysOff: [],
}

const metricsProblem =
  'must be a list of { key, threshold }, each key once and each threshold above 0 and at most 9007199254740991'

const checks: { readonly [K in keyof StreakSettings]-?: (value: unknown) => string | undefined } = {
  enabled: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  evaluationMode: (value) =>
    value === 'and' || value === 'or' ? undefined : 'must be "and" or "or"',
  metrics: (value) =>
    isUniqueList(value, (item) => (isMetric(item) ? item.key : undefined))
      ? undefined
      : metricsProblem,
  daysOff: (value) =>
    isUniqueList(value, (item) => (isDay(item) ? item : undefined)) && value.length <= 6
      ? undefined
      : 'must be a list of at most six different days, 0 (Sunday) to 6',
}

/**
 * Checks a patch before it is sent. Metrics that `isKept` accepts are saved like this already, so they aren't checked.
 * @throws IdentikitError `invalid`, naming every wrong key at once
 */
export function checkStreakPatch(
  caller: string,
  patch: StreakPatch,
  isKept: (metric: StreakMetric) => boolean = () => false,
): StreakPatch {
  if (typeof patch !== 'object' || (patch as unknown) === null)
    throw invalid(caller, { patch: 'must be an object' })
  let wrong: Record<string, string> = {}
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  for (const [key, value] of given) {
    const error = isKey(key) ? checks[key](value) : 'is not a streak setting'
    if (error !== undefined) wrong = withKey(wrong, key, error)
    else if (key === 'metrics' && getInvalidMetrics(patch).some((metric) => !isKept(metric)))
      wrong = withKey(wrong, key, metricsProblem)
  }
  if (Object.keys(wrong).length > 0) throw invalid(caller, wrong)
  return Object.fromEntries(given)
}

/** Returns the metrics with an invalid key or threshold. Some services store such metrics. */
export function getInvalidMetrics({ metrics }: StreakPatch): readonly StreakMetric[] {
  return (metrics ?? []).filter(
    ({ key, threshold }) => threshold <= 0 || key === '' || forbiddenCharacters.test(key),
  )
}

/** Returns whether a list has a metric with the same threshold. */
export function hasMetric(metrics: readonly StreakMetric[], metric: StreakMetric): boolean {
  return metrics.some(({ key, threshold }) => key === metric.key && threshold === metric.threshold)
}

/** Returns the settings after a patch. */
export function applyStreakPatch(settings: StreakSettings, patch: StreakPatch): StreakSettings {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  return { ...settings, ...(Object.fromEntries(given) as Partial<StreakSettings>) }
}

function isKey(key: string): key is keyof StreakSettings {
  return Object.hasOwn(checks, key)
}

function isUniqueList(
  value: unknown,
  identify: (item: unknown) => string | number | undefined,
): value is unknown[] {
  if (!Array.isArray(value)) return false
  const names = value.map(identify)
  return !names.includes(undefined) && new Set(names).size === names.length
}

function isMetric(item: unknown): item is StreakMetric {
  if (typeof item !== 'object' || item === null) return false
  const { key, threshold, ...other } = item as Record<string, unknown>
  return (
    Object.keys(other).length === 0 &&
    typeof key === 'string' &&
    typeof threshold === 'number' &&
    isJson(threshold)
  )
}

function isDay(item: unknown): item is number {
  return typeof item === 'number' && Number.isInteger(item) && item >= 0 && item <= 6
}
