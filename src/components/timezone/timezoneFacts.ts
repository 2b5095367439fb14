import { memoize } from '../../core/memoize.js'
import type { TimezonePickerMessages } from '../../core/messages/timezonePickerMessages.js'
import { timezoneCity, getTimezone } from '../../core/timezone/timezone.js'
import { isOffsetKnown, timezoneOffsets } from '../../core/timezone/timezoneOffset.js'
import { countryName } from '../fields/countryName.js'

/** The texts that describe a time zone. */
export interface TimezoneFacts {
  readonly city: string
  readonly country?: string | undefined
  /** The local time; `undefined` on the server and if the engine doesn't have the zone. */
  readonly time?: string | undefined
  /** Whether it is day, from 6 to 18 o'clock. */
  readonly isDay?: boolean | undefined
  /** The current offset, with the later one if it changes within a year. */
  readonly offset?: string | undefined
}

const times = new Map<string, Intl.DateTimeFormat | undefined>()

/**
 * Returns the texts of a stored zone at a minute; at minute 0, as on the server, without country, time and offset. With `isPatient`, time
 * and offset are left out until `isOffsetKnown`.
 */
export function timezoneFacts(
  id: string,
  minute: number,
  locale: string,
  t: TimezonePickerMessages,
  isPatient = false,
): TimezoneFacts {
  const city = timezoneCity(id)
  if (minute === 0) return { city }
  const code = getTimezone(id)?.country
  const country = code && countryName(locale, code)
  const offsets = isPatient && !isOffsetKnown(id, minute) ? null : timezoneOffsets(id, minute)
  if (!offsets) return { city, country }
  const time = memoize(times, locale, makeTimes)?.format(minute + offsets.now * 60_000)
  const now = t.offset(offsets.now)
  const { later } = offsets
  const offset =
    later === undefined
      ? now
      : t.offsetChange(now, t.offset(later), getSeason(id, later > offsets.now))
  const hour = Math.floor(minute / 3_600_000 + offsets.now / 60) % 24
  return { city, country, time, isDay: hour >= 6 && hour < 18, offset }
}

/** Returns when the later offset applies; `undefined` in Morocco, where clocks change for Ramadan. */
function getSeason(id: string, isAhead: boolean): 'summer' | 'winter' | undefined {
  if (/^Africa\/(?:Casablanca|El_Aaiun)$/.test(id)) return undefined
  return isAhead ? 'summer' : 'winter'
}

/** Returns the texts of a zone as one label. */
export function timezoneText(facts: TimezoneFacts, t: TimezonePickerMessages): string {
  const parts = [facts.city, facts.country, facts.time, facts.offset]
  return t.option(parts.filter((part) => part !== undefined))
}

/** Returns `undefined` if the browser refuses to format times, as some do against fingerprinting. */
function makeTimes(locale: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  } catch {
    return undefined
  }
}
