import { humanize } from '../humanize.js'
/** English, built in. */
export const streakMessages = {
  title: 'Streak',
  description: 'Choose what keeps your streak going.',
  loading: 'Loading your streak settings',
  loadFailed: "We couldn't load your streak settings.",
  unsupported: "Streak settings aren't available here.",
  /** In the place of the settings while nobody is signed in. */
  signedOut: 'Sign in to change your streak.',
  enabled: 'Keep a streak',
  /** What it means that the streak is off. */
  off: 'Your streak is paused.',
  /** Why the rule cannot be changed. */
  readOnly: "These goals are the same for everyone and can't be changed.",
  /** A metric that nobody named, by its key. */
  unnamedMetric: humanize,
  /** What is said of a metric that only the person's own settings name. */
  unknownMetric: 'From your earlier settings. It still counts.',
  /** Names the switch that makes a metric count. */
  counts: (metric: string) => `${metric}, counts for your streak`,
  /** Names the goal of a metric. */
  goal: (metric: string) => `Streak goal, ${metric}`,
  /** A number and its unit, e.g. "500 words". */
  amount: (number: string, unit: string) => `${number} ${unit}`,
  custom: 'Custom',
  /** The label of the number field; the unit is empty where there is none to add. */
  goalField: (metric: string, unit: string) =>
    unit ? `${metric} goal, ${unit}` : `${metric} goal`,
  decrease: (metric: string) => `Decrease ${metric} goal`,
  increase: (metric: string) => `Increase ${metric} goal`,
  /** Says that a number was out of bounds. */
  adjusted: (number: string) => `Adjusted to ${number}`,
  /** Says that what was written is no number, and what stands there again. */
  notANumber: (number: string) => `Enter a number. It's ${number} again`,
  modeTitle: 'When you have several goals',
  modes: { or: 'Any goal is enough', and: 'Every goal is needed' },
  /** While the person has not chosen. */
  modeUnset: 'Nothing chosen yet. The standard setting applies.',
  daysOffTitle: 'Days off',
  daysOffDescription: "These days don't break your streak.",
  /** Why the last day cannot be off too. */
  lastDay: 'At least one day must count.',
  /** The rule where there are no goals to choose from. */
  standardGoals: 'Your streak follows the standard goals.',
  /** The rule where there are, and none is chosen. */
  noGoal: 'No goal chosen. The standard goals apply.',
  /** The rule in one sentence. */
  rule: {
    daily: (goals) => `${goals} each day.`,
    weekly: (goals) => `${goals} each week.`,
    monthly: (goals) => `${goals} each month.`,
    other: (goals) => `${goals} keep your streak going.`,
  } satisfies Readonly<Record<'daily' | 'weekly' | 'monthly' | 'other', (goals: string) => string>>,
  ruleDaysOff: (days: string) => `${days} off.`,
  /** When a day of the streak ends. */
  dayEnds: (city: string, duration: string) =>
    `Your streak day ends at midnight in ${city}, in ${duration}.`,
  duration: (hours: number, minutes: number) =>
    hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`,
  /** Names a day's tick in what is announced. */
  dayOff: (day: string) => `Days off, ${day}`,
  savedAs: (name: string, value: string) => `${name}: ${value}. Saved`,
}

/** Every string of the streak settings and their number fields. Numbers come as the locale writes them. */
export type StreakMessages = typeof streakMessages
