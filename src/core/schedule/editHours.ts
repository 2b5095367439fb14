import type { ScheduleHours } from './schedule.js'

/** Returns the hours after an edit. The same edit again changes nothing, so that it can be repeated after a failed save. */
export type HoursEdit = (hours: readonly ScheduleHours[]) => readonly ScheduleHours[]

/** Monday to Friday, 9:00 to 18:00. */
export const workingHours: readonly ScheduleHours[] = [1, 2, 3, 4, 5].map((day) => ({
  day,
  from: 540,
  to: 1080,
}))

/** Returns an edit that removes the hours of a day. */
export const removeDay =
  (day: number): HoursEdit =>
  (hours) =>
    hours.filter((range) => range.day !== day)

/** Returns an edit that adds ranges to a day that has none: the given ones, else that of the first other day. */
export function addDay(day: number, ranges: readonly ScheduleHours[]): HoursEdit {
  return (hours) => {
    if (hours.some((range) => range.day === day)) return hours
    const [first = { from: 0, to: 0 }] = [...hours, ...workingHours]
    const added = ranges.length > 0 ? ranges : [{ ...first, day }]
    return [...hours, ...added].sort((a, b) => a.day - b.day)
  }
}

/**
 * Returns an edit that changes one range of a day.
 * @param index the index among the ranges of the day, since two ranges can be equal
 */
export function changeRange(day: number, index: number, change: Partial<ScheduleHours>): HoursEdit {
  return (hours) => {
    const range = hours.filter((one) => one.day === day)[index]
    return hours.map((one) => (one === range ? { ...one, ...change } : one))
  }
}
