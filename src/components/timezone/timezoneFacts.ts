import { memoize } from '../../core/memoize.js'
import type { TimezonePickerMessages } from '../../core/messages/timezonePickerMessages.js'
import { timezoneCity, getTimezone } from '../../core/timezone/timezone.js'
import { isOffsetKnown, timezoneOffsets } from '../../core/timezone/timezoneOffset.js'
import { countryName } from '../fields/countryName.js'

/** What is shown of a zone. */
export interface TimezoneFacts {
  readonly city: string
  readonly country: string | undefined
  /** Its local time; unknown on the server, and where the engine does not have the zone. */
  readonly time: string | undefined
  /** Its offset now, and later in the year where that changes. */
  readonly offset: string | undefined
}

const times = new Map<string, Intl.DateTimeFormat | undefined>()

/**
 * What there is to say of a stored zone at a minute, which is 0 where nothing is known of time. Offset and time are the engine's;
 * they wait where they would take long and `isPatient`.
 */
export function timezoneFacts(
  id: string,
  minute: number,
  locale: string,
  t: TimezonePickerMessages,
  isPatient = false,
): TimezoneFacts {
  const country = getTimezone(id)?.country
  const isLate = minute === 0 || (isPatient && !isOffsetKnown(id, minute))
  const offsets = isLate ? null : timezoneOffsets(id, minute)
  return {
    city: timezoneCity(id),
    country: country && minute > 0 ? countryName(locale, country) : undefined,
    time: offsets
      ? memoize(times, locale, makeTimes)?.format(minute + offsets.now * 60_000)
      : undefined,
    offset: offsets
      ? offsets.later === undefined
        ? t.offset(offsets.now)
        : t.offsetChange(t.offset(offsets.now), t.offset(offsets.later))
      : undefined,
  }
}

/** What is heard of a zone. */
export function timezoneText(facts: TimezoneFacts, t: TimezonePickerMessages): string {
  const parts = [facts.city, facts.country, facts.time, facts.offset]
  return t.option(parts.filter((part) => part !== undefined))
}

/** None where a browser refuses it, as some that hide who they are do. */
function makeTimes(locale: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  } catch {
    return undefined
  }
}
