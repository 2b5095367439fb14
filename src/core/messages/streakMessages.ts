import { humanize } from '../locale/humanize.js'
import type { SaveMessages } from './saveMessages.js'

/** The English texts of the streak settings. */
export const streakMessages = {
  title: 'Streak',
  description: 'Set the goal that keeps it going.',
  loading: 'Loading your streak settings',
  loadFailed: "We couldn't load your streak settings",
  unsupported: "Streak settings aren't available here",
  /** Shown instead of the settings while the user is signed out. */
  signedOut: 'Sign in to see your streak',
  enabled: 'Keep a streak',
  /** The number of days, weeks or months in a row in which the goal was met. */
  current: {
    daily: (length) => `${length}-day streak`,
    weekly: (length) => `${length}-week streak`,
    monthly: (length) => `${length}-month streak`,
    other: (length) => `Current streak: ${length}`,
  } satisfies Readonly<
    Record<'daily' | 'weekly' | 'monthly' | 'other', (length: number) => string>
  >,
  /** Shown instead of `current` for 0. */
  noCurrent: 'No streak yet',
  /** Shown while the streak is off. */
  off: 'Your streak is paused.',
  /** Shown if the user can't change the goals. */
  readOnly: "These goals are the same for everyone and can't be changed.",
  /** The name of a metric without a label. */
  unnamedMetric: humanize,
  /** Shown for a metric that neither the product nor the service lists. */
  unknownMetric: 'From your earlier settings. It still counts.',
  /** The name of the switch of a metric. */
  counts: (metric: string) => `${metric}, counts for your streak`,
  /** The name of the goal of a metric. */
  goal: (metric: string) => `Streak goal, ${metric}`,
  /** A number and its unit, e.g. "500 words". */
  amount: (number: string, unit: string) => `${number} ${unit}`,
  custom: 'Other',
  /** The label of the number field; the unit may be empty. */
  goalField: (metric: string, unit: string) =>
    unit ? `${metric} goal, ${unit}` : `${metric} goal`,
  decrease: (metric: string) => `Decrease ${metric} goal`,
  increase: (metric: string) => `Increase ${metric} goal`,
  /** Announced after a number outside the limits was corrected. */
  adjusted: (number: string) => `Adjusted to ${number}`,
  /** Announced after an invalid number was replaced by the former one. */
  notANumber: (number: string) => `Enter a number. Changed back to ${number}`,
  modeTitle: 'When you have several goals',
  modes: { or: 'One is enough', and: 'All are needed' },
  /** Shown while the user made no choice. */
  modeUnset: 'Nothing chosen yet. The standard setting applies.',
  /** The name of the weekdays to choose from. */
  daysTitle: 'Days that count',
  /** Shown if only one day is left. */
  lastDay: 'At least one day must count.',
  /** The rule if the service has no metrics. */
  standardGoals: 'Your streak follows the standard goals.',
  /** The rule while no goal is chosen. */
  noGoal: 'No goal chosen. The standard goals apply.',
  /** The rule in one sentence. */
  rule: {
    daily: (goals) => `${goals} each day.`,
    weekly: (goals) => `${goals} each week.`,
    monthly: (goals) => `${goals} each month.`,
    other: (goals) => `${goals} keep your streak going.`,
  } satisfies Readonly<Record<'daily' | 'weekly' | 'monthly' | 'other', (goals: string) => string>>,
  /** The name of a weekday that is off each week. */
  recurringDay: (day: string) => `${day}s`,
  ruleDaysOff: (days: string) => `${days} off.`,
  /** When a day of the streak ends. */
  dayEnds: (city: string, duration: string) => `Today ends at midnight in ${city}, in ${duration}.`,
  duration: (hours: number, minutes: number) =>
    hours === 0 ? `${minutes} min` : `${hours} h ${minutes} min`,
  /** The name of a day's checkbox in announcements. */
  day: (day: string) => `Days that count, ${day}`,
  savedAs: (name: string, value: string) => `${name}: ${value}. Saved`,
}

/** The messages of the streak settings. Numbers are formatted in the language of the page. */
export type StreakMessages = typeof streakMessages

/** The sections of the messages that the streak settings use. */
export type StreakTexts = SaveMessages & { readonly streak: StreakMessages }
