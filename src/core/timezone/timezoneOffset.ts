import { memoize } from '../memoize.js'
import { getTimezone } from './timezone.js'
import { resolveTimezone } from './timezoneAliases.js'

/** The offsets of a time zone from UTC in minutes, east positive. */
export interface TimezoneOffsets {
  /** The offset at the given time. */
  readonly now: number
  /** The other offset of the following year; `undefined` if the clocks don't change. */
  readonly later: number | undefined
}

/** The used part of Temporal, which the TypeScript library doesn't have yet. */
interface TemporalLike {
  readonly Instant: {
    fromEpochMilliseconds(at: number): {
      toZonedDateTimeISO(id: string): { readonly offsetNanoseconds: number }
    }
  }
}

const minute = 60_000
/** Offsets change only at a quarter of an hour. */
const quarter = 15 * minute
/** Shorter than the daylight saving time of any country. */
const season = 91 * 24 * 60 * minute

const formats = new Map<string, Intl.DateTimeFormat | null>()
const known = new Map<string, { readonly at: number; readonly offsets: TimezoneOffsets | null }>()

/**
 * Returns the offset of a time zone from UTC in minutes, east positive; `null` for an unknown time zone or an invalid date.
 * @param at milliseconds since 1970 or a date @default now
 */
export function timezoneOffset(id: string, at: number | Date = Date.now()): number | null {
  const zone = getTimezone(id)
  // Temporal accepts only integer milliseconds.
  const time = new Date(at).getTime()
  if (Number.isNaN(time)) return null
  for (const name of [zone?.id ?? resolveTimezone(id) ?? [], zone?.aliases ?? []].flat()) {
    const offset = temporal() ? getTemporalOffset(name, time) : getIntlOffset(name, time)
    if (offset !== null) return offset
  }
  return null
}

/** Returns the offsets of a time zone in the year after `at`, cached for a quarter of an hour. */
export function timezoneOffsets(id: string, at: number): TimezoneOffsets | null {
  const from = Math.floor(at / quarter) * quarter
  const before = known.get(id)
  if (before?.at === from) return before.offsets
  const now = timezoneOffset(id, at)
  const later = [1, 2, 3].map((seasons) => timezoneOffset(id, at + seasons * season))
  const offsets =
    now === null ? null : { now, later: later.find((offset) => offset !== now) ?? undefined }
  known.set(id, { at: from, offsets })
  return offsets
}

/** Returns whether `timezoneOffsets` is fast: it is cached, or the engine has Temporal. */
export function isOffsetKnown(id: string, at: number): boolean {
  return temporal() !== undefined || known.get(id)?.at === Math.floor(at / quarter) * quarter
}

function temporal(): TemporalLike | undefined {
  return (globalThis as { readonly Temporal?: TemporalLike }).Temporal
}

function getTemporalOffset(id: string, at: number): number | null {
  try {
    const instant = temporal()?.Instant.fromEpochMilliseconds(at)
    const offset = instant?.toZonedDateTimeISO(id).offsetNanoseconds
    return offset === undefined ? null : Math.round(offset / 60e9)
  } catch {
    return null
  }
}

function getIntlOffset(id: string, at: number): number | null {
  const parts = memoize(formats, id, makeFormat)?.formatToParts(at)
  if (!parts) return null
  const values = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]))
  const { day = 1, hour = 0, minute: minutes = 0, second = 0 } = values
  const utc = new Date(at)
  // The day of the month alone distinguishes yesterday, today and tomorrow.
  const days = day - utc.getUTCDate()
  const ahead = Math.abs(days) > 1 ? -Math.sign(days) : days
  const hours = ahead * 24 + hour - utc.getUTCHours()
  const seconds = second - utc.getUTCSeconds()
  return Math.round(hours * 60 + minutes - utc.getUTCMinutes() + seconds / 60)
}

/** Returns `null` for a time zone that the engine doesn't have; older engines have it under another name. */
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
