import { toIsoDate } from '../../core/isoDate.js'

/** A date in ISO 8601 form, or why it can't be read. */
export type DateReading = { readonly value: string } | { readonly error: string }

const day = String.raw`(?<year>\d{4})[-/](?<month>\d{2})[-/](?<day>\d{2})`
const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d{1,9}))?)?`
/** The offset, and a name of the zone that may follow it. */
const zone = String.raw`(?<zone>(?:Z|UTC|GMT)?(?:[+-]\d{2}(?::?\d{2})?)?)(?: ?(?:[A-Z]{3,4}|\(.+\)|\[.+\]))?`
const monthName = String.raw`(?<name>[A-Z][a-z]{2,8})\.?`
const weekday = String.raw`(?:[A-Z][a-z]{2,8},? )?`
const dayNumber = String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?`

/** What Postgres, Go, Java, HTTP, `Date.prototype.toString` and people write. All name the month or have it second. */
const layouts = [
  `${day}(?:[T ]+${clock} ?${zone})?`,
  `${weekday}${dayNumber}[ -]${monthName},?[ -](?<year>\\d{4})(?:,? ${clock} ?${zone})?`,
  `${weekday}${monthName} ${dayNumber},? (?<year>\\d{4})(?:,? ${clock} ?${zone})?`,
].map((layout) => new RegExp(`^${layout}$`))

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Reads a date of an export. Seconds and milliseconds since 1970 are recognized by their number of digits. */
export function readDate(text: string): DateReading {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return readEpoch(text)
  const iso = toIsoDate(text)
  if (iso !== null) return { value: iso }
  const groups = layouts.map((layout) => layout.exec(text)?.groups).find((found) => found)
  if (groups) return toIso(groups)
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/.test(text)) {
    return {
      error:
        'is ambiguous, because days and months are written in either order. Write it as 2026-05-31',
    }
  }
  // The check of the field names the error.
  return { value: text }
}

function readEpoch(text: string): DateReading {
  const [digits = ''] = text.split('.')
  if (digits.length === 9 || digits.length === 10) return toInstant(Number(text) * 1000)
  if (digits.length === 12 || digits.length === 13) return toInstant(Number(digits))
  const isSerial = digits.length === 5
  return {
    error: isSerial
      ? 'is a serial number of a spreadsheet. Format the column as 2026-05-31 and export it again'
      : 'is a number, but not of seconds or milliseconds since 1970',
  }
}

const toInstant = (milliseconds: number): DateReading => ({
  value: new Date(Math.round(milliseconds)).toISOString(),
})

function toIso(groups: Readonly<Record<string, string | undefined>>): DateReading {
  const { year, name, hour, minute, second, fraction } = groups
  const index = months.indexOf(name?.slice(0, 3) ?? '')
  const month = name === undefined ? groups['month'] : String(index + 1).padStart(2, '0')
  const date = `${year}-${month}-${groups['day']?.padStart(2, '0')}`
  if (hour === undefined) return { value: date }
  const offset = groups['zone']?.replace(/^(?:Z|UTC|GMT)/, '') ?? ''
  if (!groups['zone']) {
    return { error: 'has a time without an offset from UTC. Add Z, or an offset such as +02:00' }
  }
  const time = `${hour.padStart(2, '0')}:${minute}:${second ?? '00'}${fraction ? `.${fraction}` : ''}`
  const value = `${date}T${time}${offset || 'Z'}`
  return { value: toIsoDate(value) ?? value }
}
