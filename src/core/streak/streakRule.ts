import { formatNumber } from '../numberFormat.js'
import type { SharedMessages } from '../messages/sharedMessages.js'
import type { StreakInfo, StreakSettings } from './streak.js'
import type { StreakSettingKey } from './streakChanges.js'
import type { ShownStreakMetric, StreakUnit } from './streakMetrics.js'

/** A goal as people say it, e.g. "500 words"; of a metric without a unit, "5 lessons completed". */
export function formatGoal(
  { streak }: SharedMessages,
  locale: string,
  { unit, label }: Pick<ShownStreakMetric, 'unit' | 'label'>,
  value: number,
): string {
  const word = unit === undefined ? insideSentence(label) : formatUnit(locale, unit, value)
  return streak.amount(formatNumber(locale, value), word)
}

/** The unit of so many. */
export function formatUnit(locale: string, unit: StreakUnit, value: number): string {
  if (typeof unit === 'string') return unit
  return unit[new Intl.PluralRules(locale).select(value)] ?? unit.other
}

/** A name as it stands inside a sentence: what is no abbreviation begins small. */
export function insideSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name
}

/** What a part of the settings is called, also where it did not get saved. */
export function getStreakSettingName(
  { streak }: SharedMessages,
  locale: string,
  metrics: readonly ShownStreakMetric[],
  leaf: StreakSettingKey,
): string {
  if (leaf === 'enabled') return streak.enabled
  if (leaf === 'evaluationMode') return streak.modeTitle
  const rest = leaf.slice(leaf.indexOf(':') + 1)
  if (leaf.startsWith('day:')) return streak.dayOff(getWeekdayName(locale, Number(rest), 'long'))
  const label = metrics.find(({ key }) => key === rest)?.label ?? streak.unnamedMetric(rest)
  return streak.goal(insideSentence(label))
}

/** The rule in words, e.g. "500 words or 10 minutes each day. Sunday off." */
export function formatStreakRule(
  messages: SharedMessages,
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
  const names = settings.daysOff.map((day) => getWeekdayName(locale, day, 'long'))
  if (names.length === 0 || !canHaveDaysOff(frequency)) return rule
  return `${rule} ${streak.ruleDaysOff(formatList(locale, 'conjunction', names))}`
}

/** Whether a streak of this period can have days off. */
export function canHaveDaysOff(frequency: StreakInfo['frequency']): boolean {
  return frequency === undefined || frequency === 'daily'
}

function formatList(locale: string, type: Intl.ListFormatType, items: readonly string[]): string {
  return new Intl.ListFormat(locale, { type, style: 'long' }).format(items)
}

/** The name of a day, 0 is Sunday. */
export function getWeekdayName(locale: string, day: number, style: 'long' | 'short'): string {
  // 1 January 2023 was a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2023, 0, 1 + day),
  )
}

interface WeekInfo {
  readonly firstDay: number
}

/** The day that a week begins with, 0 is Sunday: Monday where the engine does not tell. */
export function getFirstWeekday(locale: string): number {
  // A proposal when our library of types was made.
  const known = new Intl.Locale(locale) as Intl.Locale & {
    readonly weekInfo?: WeekInfo
    readonly getWeekInfo?: () => WeekInfo
  }
  return (known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 }).firstDay % 7
}

/** The locale by its canonical name; English where it is none. */
export function normalizeLocale(locale: string): string {
  try {
    return new Intl.Locale(locale.replaceAll('_', '-')).toString()
  } catch {
    return 'en'
  }
}
