import { replaceEqualDeep } from '../replaceEqualDeep.js'
import type { StreakPatch, StreakSettings } from './streak.js'

/** A change of one setting, so that quick changes of different settings don't undo each other. */
export type StreakChange =
  | { readonly enabled: boolean }
  | { readonly evaluationMode: 'and' | 'or' }
  /** A threshold of `null` removes the metric. */
  | { readonly metric: string; readonly threshold: number | null }
  /** 0 is Sunday. */
  | { readonly day: number; readonly isOff: boolean }

/** The key of a setting that is saved on its own; day 0 is Sunday. */
export type StreakSettingKey = 'enabled' | 'evaluationMode' | `metric:${string}` | `day:${number}`

/** Returns the key of the setting that a change changes. */
export function getStreakSettingKey(change: StreakChange): StreakSettingKey {
  if ('metric' in change) return `metric:${change.metric}`
  if ('day' in change) return `day:${change.day}`
  return 'enabled' in change ? 'enabled' : 'evaluationMode'
}

/** Returns the key of the patch that contains a change. */
export function getStreakPatchKey(change: StreakChange): keyof StreakSettings {
  if ('metric' in change) return 'metrics'
  if ('day' in change) return 'daysOff'
  return 'enabled' in change ? 'enabled' : 'evaluationMode'
}

/** Returns the saved value of the setting that a change changes; a metric without a goal is `null`. */
export function getStreakValue(
  settings: StreakSettings,
  change: StreakChange,
): StreakSettings['evaluationMode'] | boolean | number | null {
  if ('metric' in change)
    return settings.metrics.find(({ key }) => key === change.metric)?.threshold ?? null
  if ('day' in change) return settings.daysOff.includes(change.day)
  return 'enabled' in change ? settings.enabled : settings.evaluationMode
}

/** Returns the changes between the shown settings and a patch. */
export function splitStreakPatch(patch: StreakPatch, shown: StreakSettings): StreakChange[] {
  const { enabled, evaluationMode, metrics, daysOff } = patch
  const changes: StreakChange[] = []
  if (enabled !== undefined) changes.push({ enabled })
  if (evaluationMode) changes.push({ evaluationMode })
  if (metrics) {
    const kept = new Set(metrics.map(({ key }) => key))
    const gone = shown.metrics.filter(({ key }) => !kept.has(key))
    changes.push(...gone.map(({ key }) => ({ metric: key, threshold: null })))
    changes.push(...metrics.map(({ key, threshold }) => ({ metric: key, threshold })))
  }
  if (daysOff) {
    const gone = shown.daysOff.filter((day) => !daysOff.includes(day))
    changes.push(...gone.map((day) => ({ day, isOff: false })))
    changes.push(...daysOff.map((day) => ({ day, isOff: true })))
  }
  return changes.filter((change) => !isStreakChangeApplied(shown, change))
}

/** Returns the settings after one change. A metric keeps its position; a new one is added at the end. */
export function applyStreakChange(settings: StreakSettings, change: StreakChange): StreakSettings {
  if ('metric' in change) {
    const { metric: key, threshold } = change
    if (threshold === null)
      return { ...settings, metrics: settings.metrics.filter((item) => item.key !== key) }
    const isNew = settings.metrics.every((item) => item.key !== key)
    const metrics = settings.metrics.map((item) =>
      item.key === key ? { ...item, threshold } : item,
    )
    return { ...settings, metrics: isNew ? [...metrics, { key, threshold }] : metrics }
  }
  if ('day' in change) {
    const { day, isOff } = change
    if (isOff === settings.daysOff.includes(day)) return settings
    const others = settings.daysOff.filter((other) => other !== day)
    return { ...settings, daysOff: isOff ? [...others, day].sort((a, b) => a - b) : others }
  }
  return { ...settings, ...change }
}

/** Returns whether the settings already contain a change. */
export function isStreakChangeApplied(settings: StreakSettings, change: StreakChange): boolean {
  return replaceEqualDeep(settings, applyStreakChange(settings, change)) === settings
}

/**
 * Returns the smallest patch for changes. Its lists contain the saved data and all changes in flight, but not the later changes
 * that are shown already, because those may fail.
 * @param inFlight all changes that are being sent, including `changes`, oldest first
 */
export function toStreakPatch(
  saved: StreakSettings,
  changes: readonly StreakChange[],
  inFlight = changes,
): StreakPatch {
  const { enabled, evaluationMode, metrics, daysOff } = inFlight.reduce(applyStreakChange, saved)
  const has = (part: string) => changes.some((change) => part in change)
  return {
    ...(has('enabled') && { enabled }),
    ...(has('evaluationMode') && { evaluationMode }),
    ...(has('metric') && { metrics }),
    ...(has('day') && { daysOff }),
  }
}
