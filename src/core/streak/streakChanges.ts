import { replaceEqualDeep } from '../replaceEqualDeep.js'
import type { StreakPatch, StreakSettings } from './streak.js'

/** One act on one part of the settings, so that quick acts on different parts do not undo each other. */
export type StreakChange =
  | { readonly enabled: boolean }
  | { readonly evaluationMode: 'and' | 'or' }
  /** `null`: it does not count any more. */
  | { readonly metric: string; readonly threshold: number | null }
  /** 0 is Sunday. */
  | { readonly day: number; readonly isOff: boolean }

/** Names what is saved by itself: the switch, the mode, one metric by its key, one day (0 is Sunday). */
export type StreakSettingKey = 'enabled' | 'evaluationMode' | `metric:${string}` | `day:${number}`

export function getStreakSettingKey(change: StreakChange): StreakSettingKey {
  if ('metric' in change) return `metric:${change.metric}`
  if ('day' in change) return `day:${change.day}`
  return 'enabled' in change ? 'enabled' : 'evaluationMode'
}

/** The changes that make what is shown into what the patch wants; none where it is so already. */
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

/** The settings after one change. A metric keeps its place, and a new one comes last. */
export function applyStreakChange(settings: StreakSettings, change: StreakChange): StreakSettings {
  if ('metric' in change) {
    const { metric: key, threshold } = change
    if (threshold === null)
      return { ...settings, metrics: settings.metrics.filter((one) => one.key !== key) }
    const isNew = settings.metrics.every((one) => one.key !== key)
    const metrics = settings.metrics.map((one) => (one.key === key ? { ...one, threshold } : one))
    return { ...settings, metrics: isNew ? [...metrics, { key, threshold }] : metrics }
  }
  if ('day' in change) {
    const { day, isOff } = change
    if (isOff === settings.daysOff.includes(day)) return settings
    const others = settings.daysOff.filter((one) => one !== day)
    return { ...settings, daysOff: isOff ? [...others, day].sort((a, b) => a - b) : others }
  }
  return { ...settings, ...change }
}

/** Whether the settings are as the change wants them. */
export function isStreakChangeApplied(settings: StreakSettings, change: StreakChange): boolean {
  return replaceEqualDeep(settings, applyStreakChange(settings, change)) === settings
}

/**
 * The smallest patch for the changes. Lists are whole, over what is saved and with all that is on its way: what is shown holds later
 * changes too, which are not sent yet and may fail.
 * @param onTheWay every change that is being sent, `changes` among them, oldest first
 */
export function toStreakPatch(
  saved: StreakSettings,
  changes: readonly StreakChange[],
  onTheWay = changes,
): StreakPatch {
  const { enabled, evaluationMode, metrics, daysOff } = onTheWay.reduce(applyStreakChange, saved)
  const has = (part: string) => changes.some((change) => part in change)
  return {
    ...(has('enabled') && { enabled }),
    ...(has('evaluationMode') && { evaluationMode }),
    ...(has('metric') && { metrics }),
    ...(has('day') && { daysOff }),
  }
}
