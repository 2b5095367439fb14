import type { Frequency } from '../../core/preferences/frequencies.js'
import { dayMinutes, findLocalTime, toLocalMinutes } from '../../core/schedule/localClock.js'

/** 1970-01-05 was the first Monday. */
const firstMonday = 4

/** Longer than a month. */
const searchedDays = 33

/**
 * Returns when the next digest of a frequency is due, in milliseconds since 1970: the next full hour of the local clock, the next midnight,
 * that of the next Monday, or that of the next first day of a month.
 */
export function findNextDigest(
  frequency: Exclude<Frequency, 'instant'>,
  timezone: string,
  at: number,
): number | undefined {
  // An hour that the clock repeats has a digest of its own.
  if (frequency === 'hourly')
    return findLocalTime(timezone, at, 1, (local, isFirst) => {
      const passed = local % 60
      return passed === 0 && !isFirst ? 0 : 60 - passed
    })
  const due = toNextPeriod(frequency, toLocalMinutes(timezone, at))
  return findLocalTime(timezone, at, searchedDays, (local) => Math.max(0, due - local))
}

/** Returns the start of the next day, week or month of a local time. */
function toNextPeriod(frequency: 'daily' | 'weekly' | 'monthly', local: number): number {
  const day = Math.floor(local / dayMinutes)
  if (frequency === 'daily') return (day + 1) * dayMinutes
  if (frequency === 'weekly') {
    const sinceMonday = (((day - firstMonday) % 7) + 7) % 7
    return (day + 7 - sinceMonday) * dayMinutes
  }
  const date = new Date(day * dayMinutes * 60_000)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / 60_000
}
