import { memoize } from '../memoize.js'
import { canonicalTimezone, getTimezone } from './timezone.js'

/** How far the clocks of a zone are from UTC now, and later in the year where that changes; minutes, east positive. */
export interface TimezoneOffsets {
  /** The offset at the given time, in minutes. */
  readonly now: number
  /** The other offset of the year, in minutes. */
  readonly later: number | undefined
}

/** What there is of Temporal in engines that have it; the library's own types are older. */
interface TemporalLike {
  readonly Instant: {
    fromEpochMilliseconds(at: number): {
      toZonedDateTimeISO(id: string): { readonly offsetNanoseconds: number }
    }
  }
}

const minute = 60_000
/** Offsets begin to hold at a quarter of an hour, in every zone and year. */
const quarter = 15 * minute
/** Daylight saving of any country lasts longer than that. */
const season = 91 * 24 * 60 * minute

const formats = new Map<string, Intl.DateTimeFormat | null>()
const known = new Map<string, { readonly at: number; readonly offsets: TimezoneOffsets | null }>()

/**
 * How far the clocks of a zone are from UTC at a moment, in minutes, east positive, or `null` where tzdb or this engine does
 * not have the zone, or `at` is no moment. The answer is the engine's.
 * @param at milliseconds since 1970 or a date @default now
 */
export function timezoneOffset(id: string, at: number | Date = Date.now()): number | null {
  const zone = getTimezone(id)
  // Temporal takes whole milliseconds only.
  const time = new Date(at).getTime()
  if (Number.isNaN(time)) return null
  for (const name of [zone?.id ?? canonicalTimezone(id) ?? [], zone?.links ?? []].flat()) {
    const offset = temporal() ? askTemporal(name, time) : askIntl(name, time)
    if (offset !== null) return offset
  }
  return null
}

/** The offsets of a zone over the year that begins at a moment; computed once in a quarter of an hour. */
export function timezoneOffsets(id: string, at: number): TimezoneOffsets | null {
  const from = Math.floor(at / quarter) * quarter
  const before = known.get(id)
  if (before?.at === from) return before.offsets
  const now = timezoneOffset(id, at)
  const later = [1, 2, 3].map((seasons) => timezoneOffset(id, at + seasons * season))
  const offsets =
    now === null ? null : { now, later: later.find((one) => one !== now) ?? undefined }
  known.set(id, { at: from, offsets })
  return offsets
}

/** Whether `timezoneOffsets` would answer at once: with Temporal a zone takes microseconds, without it a format each. */
export function isOffsetKnown(id: string, at: number): boolean {
  return temporal() !== undefined || known.get(id)?.at === Math.floor(at / quarter) * quarter
}

function temporal(): TemporalLike | undefined {
  return (globalThis as { readonly Temporal?: TemporalLike }).Temporal
}

function askTemporal(id: string, at: number): number | null {
  try {
    const instant = temporal()?.Instant.fromEpochMilliseconds(at)
    const offset = instant?.toZonedDateTimeISO(id).offsetNanoseconds
    return offset === undefined ? null : Math.round(offset / 60e9)
  } catch {
    return null
  }
}

function askIntl(id: string, at: number): number | null {
  const parts = memoize(formats, id, makeFormat)?.formatToParts(at)
  if (!parts) return null
  const values = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  const { day = 1, hour = 0, minute: minutes = 0, second = 0 } = values
  const utc = new Date(at)
  // The days of a month have numbers that tell yesterday, today and tomorrow apart, in any year.
  const days = day - utc.getUTCDate()
  const ahead = Math.abs(days) > 1 ? -Math.sign(days) : days
  const hours = ahead * 24 + hour - utc.getUTCHours()
  const seconds = second - utc.getUTCSeconds()
  return Math.round(hours * 60 + minutes - utc.getUTCMinutes() + seconds / 60)
}

/** An engine that is older than a zone may know it by another name. */
function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    return null
  }
}
