import { humanize } from '../humanize.js'

/** Every string of the streak settings and their number fields. Numbers come as the locale writes them. */
export interface StreakMessages {
  readonly title: string
  readonly description: string
  readonly loading: string
  readonly loadFailed: string
  readonly unsupported: string
  /** In the place of the settings while nobody is signed in. */
  readonly signedOut: string
  readonly enabled: string
  /** What it means that the streak is off. */
  readonly off: string
  /** Why the rule cannot be changed. */
  readonly readOnly: string
  /** A metric that nobody named, by its key. */
  readonly unnamedMetric: (key: string) => string
  /** What is said of a metric that only the person's own settings name. */
  readonly unknownMetric: string
  /** Names the switch that makes a metric count. */
  readonly counts: (metric: string) => string
  /** Names the goal of a metric. */
  readonly goal: (metric: string) => string
  /** A number and its unit, e.g. "500 words". */
  readonly amount: (number: string, unit: string) => string
  readonly custom: string
  /** The label of the number field; the unit is empty where there is none to add. */
  readonly goalField: (metric: string, unit: string) => string
  readonly decrease: (metric: string) => string
  readonly increase: (metric: string) => string
  /** Says that a number was out of bounds. */
  readonly adjusted: (number: string) => string
  /** Says that what was written is no number, and what stands there again. */
  readonly notANumber: (number: string) => string
  readonly modeTitle: string
  readonly modes: Readonly<Record<'or' | 'and', string>>
  /** While the person has not chosen. */
  readonly modeUnset: string
  readonly daysOffTitle: string
  readonly daysOffDescription: string
  /** Why the last day cannot be off too. */
  readonly lastDay: string
  /** The rule where there are no goals to choose from. */
  readonly standardGoals: string
  /** The rule where there are, and none is chosen. */
  readonly noGoal: string
  /** The rule in one sentence. */
  readonly rule: Readonly<
    Record<'daily' | 'weekly' | 'monthly' | 'other', (goals: string) => string>
  >
  readonly ruleDaysOff: (days: string) => string
  /** When a day of the streak ends. */
  readonly dayEnds: (city: string, duration: string) => string
  readonly duration: (hours: number, minutes: number) => string
  /** Names a day's tick in what is announced. */
  readonly dayOff: (day: string) => string
  readonly savedAs: (name: string, value: string) => string
}

/** English, built in. */
export const streakMessages: StreakMessages = {
  title: 'Streak',
  description: 'Choose what keeps your streak going.',
  loading: 'Loading your streak settings',
  loadFailed: "We couldn't load your streak settings.",
  unsupported: "Streak settings aren't available here.",
  signedOut: 'Sign in to change your streak.',
  enabled: 'Keep a streak',
  off: 'Your streak is paused.',
  readOnly: "These goals are the same for everyone and can't be changed.",
  unnamedMetric: humanize,
  unknownMetric: 'From your earlier settings. It still counts.',
  counts: (metric) => `${metric}, counts for your streak`,
  goal: (metric) => `Streak goal, ${metric}`,
  amount: (number, unit) => `${number} ${unit}`,
  custom: 'Custom',
  goalField: (metric, unit) => (unit ? `${metric} goal, ${unit}` : `${metric} goal`),
  decrease: (metric) => `Decrease ${metric} goal`,
  increase: (metric) => `Increase ${metric} goal`,
  adjusted: (number) => `Adjusted to ${number}`,
  notANumber: (number) => `Enter a number. It's ${number} again`,
  modeTitle: 'When you have several goals',
  modes: { or: 'Any goal is enough', and: 'Every goal is needed' },
  modeUnset: 'Nothing chosen yet. The standard setting applies.',
  daysOffTitle: 'Days off',
  daysOffDescription: "These days don't break your streak.",
  lastDay: 'At least one day must count.',
  standardGoals: 'Your streak follows the standard goals.',
  noGoal: 'No goal chosen. The standard goals apply.',
  rule: {
    daily: (goals) => `${goals} each day.`,
    weekly: (goals) => `${goals} each week.`,
    monthly: (goals) => `${goals} each month.`,
    other: (goals) => `${goals} keep your streak going.`,
  },
  ruleDaysOff: (days) => `${days} off.`,
  dayEnds: (city, duration) => `Your streak day ends at midnight in ${city}, in ${duration}.`,
  duration: (hours, minutes) => (hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`),
  dayOff: (day) => `Days off, ${day}`,
  savedAs: (name, value) => `${name}: ${value}. Saved`,
}
