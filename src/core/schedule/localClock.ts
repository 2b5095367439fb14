import { timezoneOffset } from '../timezone/timezoneOffset.js'

/** The milliseconds of a minute. */
export const minute = 60_000

/** The minutes of a day. */
export const dayMinutes = 1440

/** Clocks change at most once in it. */
const step = 12 * 60 * minute

/**
 * A span of time in which the offset from UTC doesn't change. Local times are minutes since 1970-01-01T00:00 of the local calendar, so that
 * they can be compared and added.
 */
interface Span {
  /** Milliseconds since 1970. */
  readonly start: number
  /** Milliseconds since 1970, exclusive. */
  readonly end: number
  /** The local time of `start`. */
  readonly local: number
}

/** Returns the local time of a time zone, in minutes since 1970-01-01T00:00 of its calendar. An unknown zone has the time of UTC. */
export const toLocalMinutes = (timezone: string, at: number): number =>
  Math.floor(at / minute) + (timezoneOffset(timezone, at) ?? 0)

/**
 * Finds the next instant at which the local clock is as wanted, or `undefined` if there is none in the searched days. A local time that
 * the clock skips counts as the first instant after it.
 * @param wait returns the minutes from a local time to the wanted one, as if the clock were not changed; `Infinity` for never. It is called
 * with `at` first, then with the time after each change of the clock.
 */
export function findLocalTime(
  timezone: string,
  at: number,
  days: number,
  wait: (local: number, isFirst: boolean) => number,
): number | undefined {
  for (const { start, end, local } of listSpans(timezone, at, days)) {
    const minutes = wait(local, start === at)
    if (minutes === 0) return start
    const found = Math.floor(start / minute) * minute + minutes * minute
    if (found < end) return found
  }
  return undefined
}

/** Lists the spans between the changes of the clock. */
function* listSpans(timezone: string, at: number, days: number): Generator<Span> {
  const getOffset = (time: number) => timezoneOffset(timezone, time) ?? 0
  const last = at + days * dayMinutes * minute
  let start = at
  for (let time = at; time < last; time += step) {
    const offset = getOffset(time)
    if (getOffset(time + step) === offset) continue
    const end = findChange(getOffset, time, time + step)
    yield { start, end, local: Math.floor(start / minute) + getOffset(start) }
    start = end
  }
  yield { start, end: last, local: Math.floor(start / minute) + getOffset(start) }
}

/** Returns the first minute with another offset than the one before. Offsets change at whole minutes. */
function findChange(getOffset: (time: number) => number, from: number, to: number): number {
  let before = Math.floor(from / minute)
  let after = Math.ceil(to / minute)
  const offset = getOffset(from)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (getOffset(middle * minute) === offset) before = middle
    else after = middle
  }
  return after * minute
}
