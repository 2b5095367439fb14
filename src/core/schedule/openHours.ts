import { dayMinutes, findLocalTime, toLocalMinutes } from './localClock.js'
import type { Schedule, ScheduleHours } from './schedule.js'

const weekMinutes = 7 * dayMinutes

/** 1970-01-01 was a Thursday. */
const firstDay = 4

/** Two weeks: in one of them, the clock may skip the only hours. */
const searchedDays = 15

/** Returns the minute of the week of a local time, from Sunday 00:00. */
const toWeekMinute = (local: number): number => mod(local + firstDay * dayMinutes, weekMinutes)

/** Returns the minutes until messages may come: 0 in the hours, `Infinity` without any. */
function getWait(hours: readonly ScheduleHours[], local: number): number {
  const now = toWeekMinute(local)
  const waits = hours.map(({ day, from, to }) => {
    const start = day * dayMinutes + from
    const length = to > from ? to - from : to + dayMinutes - from
    const sinceStart = mod(now - start, weekMinutes)
    return sinceStart < length ? 0 : weekMinutes - sinceStart
  })
  return Math.min(Infinity, ...waits)
}

/**
 * Returns whether messages may come by the hours of a schedule, whether it is paused or not. The local clock decides: hours that it
 * repeats both count, and hours that it skips don't exist.
 */
export function isOpen({ enabled, hours }: Schedule, timezone: string, at: number): boolean {
  return !enabled || getWait(hours, toLocalMinutes(timezone, at)) === 0
}

/** Returns when messages may come next, in milliseconds since 1970: `at` itself in the hours, `undefined` for never. */
export function findOpening(schedule: Schedule, timezone: string, at: number): number | undefined {
  if (isOpen(schedule, timezone, at)) return at
  return findLocalTime(timezone, at, searchedDays, (local) => getWait(schedule.hours, local))
}

/** The remainder from 0 on, also of a negative number. */
const mod = (value: number, by: number) => ((value % by) + by) % by
