import { isPaused, type Schedule } from '../../core/schedule/schedule.js'
import { findOpening, isOpen } from '../../core/schedule/openHours.js'

/** Why a schedule holds messages back, and until when. */
export interface ScheduleHold {
  readonly reason: 'paused' | 'outside-hours'
  /** Milliseconds since 1970; `undefined` for no end. */
  readonly until: number | undefined
}

/**
 * Returns why a schedule holds messages back at an instant. The end of a pause is the next instant at which messages may come: a pause that
 * ends outside of the hours lasts until the next hours.
 */
export function findScheduleHold(
  schedule: Schedule,
  timezone: string,
  at: number,
): ScheduleHold | undefined {
  const { pausedUntil = '' } = schedule
  if (isPaused(schedule, at))
    return { reason: 'paused', until: findOpening(schedule, timezone, Date.parse(pausedUntil)) }
  if (isOpen(schedule, timezone, at)) return undefined
  return { reason: 'outside-hours', until: findOpening(schedule, timezone, at) }
}
