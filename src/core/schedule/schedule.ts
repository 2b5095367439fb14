/** A range of hours in which messages may come. */
export interface ScheduleHours {
  /** The weekday on which it starts; 0 is Sunday. */
  readonly day: number
  /** The minute of the local day at which it starts, 0 to 1439. */
  readonly from: number
  /** The minute of the local day at which it ends, exclusive, 0 to 1440. At or before `from`, it ends on the next day. */
  readonly to: number
}

/** When a user wants messages. */
export interface Schedule {
  /** Whether messages come in `hours` only. */
  readonly enabled: boolean
  /** The time zone of `hours`. @default the user's time zone, else UTC */
  readonly timezone?: string | undefined
  /** When messages may come. With an empty list none comes. */
  readonly hours: readonly ScheduleHours[]
  /** Until when no message comes, also in `hours`: a date and time in ISO 8601. */
  readonly pausedUntil?: string | undefined
}

/** A change of a schedule. `hours` replaces the saved list; `null` clears a value. */
export interface SchedulePatch {
  /** Whether messages come in `hours` only. */
  readonly enabled?: boolean | undefined
  /** The time zone of `hours`, as a tz database name. */
  readonly timezone?: string | null | undefined
  /** When messages may come, at most 50 ranges. */
  readonly hours?: readonly ScheduleHours[] | undefined
  /** Until when no message comes: a date and time in ISO 8601 with a zone. */
  readonly pausedUntil?: string | null | undefined
}

/** The schedule of a user who made no choice. */
export const defaultSchedule: Schedule = { enabled: false, hours: [] }

/** Returns the schedule after a patch. */
export function applySchedulePatch(schedule: Schedule, patch: SchedulePatch): Schedule {
  const given = Object.entries(patch).filter(([, value]) => value !== undefined)
  const { timezone, pausedUntil, ...rest } = {
    ...schedule,
    ...(Object.fromEntries(given) as SchedulePatch),
  } as Schedule & SchedulePatch
  return {
    ...rest,
    ...(timezone && { timezone }),
    ...(pausedUntil && { pausedUntil }),
  }
}

/** Returns whether messages are paused. */
export function isPaused({ pausedUntil }: Pick<Schedule, 'pausedUntil'>, at: number): boolean {
  return pausedUntil !== undefined && Date.parse(pausedUntil) > at
}
