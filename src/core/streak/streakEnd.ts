import { canonicalTimezone } from '../timezone/timezone.js'

export interface StreakEnd {
  /** The city of the time zone, e.g. `Buenos Aires`. */
  readonly city: string
  /** Until the next midnight there, in whole minutes. */
  readonly minutes: number
}

/** When the day ends in a time zone; `undefined` where the engine does not know the zone. */
export function getStreakEnd(timezone: string, at: number): StreakEnd | undefined {
  try {
    const name = canonicalTimezone(timezone) ?? timezone
    const now = at - (at % 1000)
    const local = localTime(timezone, now)
    const midnight = Math.floor(local / day) * day + day
    // The clock may change before midnight.
    const guess = midnight - (local - now)
    const corrected = guess - (localTime(timezone, guess) - midnight)
    // Where the clock leaps over midnight, the day ends as it leaps.
    const end = localTime(timezone, corrected) === midnight ? corrected : guess
    const city = name.slice(name.lastIndexOf('/') + 1).replaceAll('_', ' ')
    return { city, minutes: Math.ceil((end - now) / minute) }
  } catch {
    return undefined
  }
}

const minute = 60_000
const day = 24 * 60 * minute

/** What the clocks of a zone show, as the milliseconds that a clock of UTC shows it at. */
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
