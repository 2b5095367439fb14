import type { ScheduleHours } from './schedule.js'

/** Monday to Friday, 9:00 to 18:00. */
export const workingHours: readonly ScheduleHours[] = [1, 2, 3, 4, 5].map((day) => ({
  day,
  from: 540,
  to: 1080,
}))

const isSame = (a: ScheduleHours, b: ScheduleHours) =>
  a.day === b.day && a.from === b.from && a.to === b.to

/** Returns the hours with those of a day removed, or added: as those of the first other day. */
export function toggleDay(hours: readonly ScheduleHours[], day: number): readonly ScheduleHours[] {
  const others = hours.filter((range) => range.day !== day)
  if (others.length < hours.length) return others
  const [first] = [...hours, ...workingHours]
  return [...hours, { day, from: first?.from ?? 0, to: first?.to ?? 0 }].sort(
    (a, b) => a.day - b.day,
  )
}

/** Returns the hours with one range changed. */
export function replaceHours(
  hours: readonly ScheduleHours[],
  range: ScheduleHours,
  change: Partial<ScheduleHours>,
): readonly ScheduleHours[] {
  return hours.map((other) => (isSame(other, range) ? { ...other, ...change } : other))
}
