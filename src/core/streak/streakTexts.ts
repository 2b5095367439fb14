import { getWeekdayName } from '../weekdays.js'
import { formatNumber } from '../numberFormat.js'
import type { Messages } from '../messages/messages.js'
import type { StreakInfo, StreakSettings } from './streak.js'
import type { StreakSettingKey } from './streakChanges.js'
import type { ShownStreakMetric, StreakUnit } from './streakMetrics.js'

/** Returns a goal as text, e.g. "500 words". A metric without a unit uses its label, e.g. "5 Lessons". */
export function formatGoal(
  { streak }: Pick<Messages, 'streak'>,
  locale: string,
  { unit, label }: Pick<ShownStreakMetric, 'unit' | 'label'>,
  value: number,
): string {
  const word = unit === undefined ? label : formatUnit(locale, unit, value)
  return streak.amount(formatNumber(locale, value), word)
}

/** Returns the unit in the plural form that the locale uses for the value. */
export function formatUnit(locale: string, unit: StreakUnit, value: number): string {
  if (typeof unit === 'string') return unit
  return unit[new Intl.PluralRules(locale).select(value)] ?? unit.other
}

/** Returns the name of one setting, for messages about its save. A metric is named after its goal, or after its switch if it's `isSwitch`. */
export function getStreakSettingName(
  { streak }: Pick<Messages, 'streak'>,
  locale: string,
  metrics: readonly ShownStreakMetric[],
  key: StreakSettingKey,
  isSwitch = false,
): string {
  if (key === 'enabled') return streak.enabled
  if (key === 'evaluationMode') return streak.modeTitle
  const rest = key.slice(key.indexOf(':') + 1)
  if (key.startsWith('day:')) return streak.day(getWeekdayName(locale, Number(rest), 'long'))
  const label = metrics.find((metric) => metric.key === rest)?.label ?? streak.unnamedMetric(rest)
  return isSwitch ? streak.counts(label) : streak.goal(label)
}

/** Returns the rule of a streak as text, e.g. "500 words or 10 minutes each day. Sunday off." */
export function formatStreakRule(
  messages: Pick<Messages, 'streak'>,
  locale: string,
  settings: StreakSettings,
  metrics: readonly ShownStreakMetric[],
  frequency: StreakInfo['frequency'],
): string {
  const { streak } = messages
  const goals = metrics.flatMap((metric) => {
    const found = settings.metrics.find(({ key }) => key === metric.key)
    return found ? [formatGoal(messages, locale, metric, found.threshold)] : []
  })
  const mode = settings.evaluationMode
  const type = mode === undefined ? 'unit' : mode === 'or' ? 'disjunction' : 'conjunction'
  const rule =
    goals.length === 0
      ? metrics.length === 0
        ? streak.standardGoals
        : streak.noGoal
      : streak.rule[frequency ?? 'other'](formatList(locale, type, goals))
  const names = settings.daysOff.map((day) =>
    streak.recurringDay(getWeekdayName(locale, day, 'long')),
  )
  if (names.length === 0 || !canHaveDaysOff(frequency)) return rule
  return `${rule} ${streak.ruleDaysOff(formatList(locale, 'conjunction', names))}`
}

/** Returns whether a streak of this period can have days off. */
export function canHaveDaysOff(frequency: StreakInfo['frequency']): boolean {
  return frequency === undefined || frequency === 'daily'
}

function formatList(locale: string, type: Intl.ListFormatType, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type, style: 'long' }).format(items)
}
