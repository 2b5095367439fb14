/** The end of the current streak day. */
export interface StreakEnd {
  /** The city of the time zone, e.g. `Buenos Aires`. */
  readonly city: string
  /** The minutes until the next midnight in the time zone, rounded up. */
  readonly minutes: number
}

/**
 * Returns the end of the day in a time zone, or `undefined` if the engine doesn't know the zone.
 * @param name the current name of the zone, where `timezone` is an alias
 */
export function getStreakEnd(timezone: string, at: number, name = timezone): StreakEnd | undefined {
  try {
    const now = at - (at % 1000)
    const local = localTime(timezone, now)
    const midnight = Math.floor(local / day) * day + day
    // The offset may change before midnight.
    const guess = midnight - (local - now)
    const corrected = guess - (localTime(timezone, guess) - midnight)
    // If the clock skips midnight, the day ends when it skips.
    const end = localTime(timezone, corrected) === midnight ? corrected : guess
    const city = name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ')
    return { city, minutes: Math.ceil((end - now) / minute) }
  } catch {
    return undefined
  }
}

const minute = 60_000
const day = 24 * 60 * minute

/** Returns the local time of a zone as the UTC timestamp with the same date and time. */
function localTime(timezone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (name: string) => Number(parts.find(({ type }) => type === name)?.value)
  return Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
}
