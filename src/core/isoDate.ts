const pattern =
  /^(?!\d+$|0000)(\d{4})-?(\d{2})-?(\d{2})(?:(?:T| +)(\d{2}):?(\d{2})(?::?(\d{2}(?:[.,]\d+)?))? *(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?$/i

/**
 * Returns a date, or a date and time with a zone, in the form `2026-05-31` or `2026-05-31T10:00:00+02:00`; `null` for other texts. It
 * reads the variants of ISO 8601 that databases and spreadsheets write: a space instead of `T`, `+02`, `+0200`, `UTC`, no hyphens and
 * colons. The offset and the fraction of a second are kept.
 * Year 0 is none, because databases don't store it.
 */
export function toIsoDate(text: string): string | null {
  const [, year, month, dayOfMonth, hour, minute, second = '00', zone = ''] =
    pattern.exec(text) ?? []
  const day = `${year}-${month}-${dayOfMonth}`
  if (!isCalendarDate(day)) return null
  if (hour === undefined) return day
  const digits = zone.replaceAll(/\D/g, '').padEnd(4, '0')
  const offset = Number(digits) === 0 ? 'Z' : `${zone[0]}${digits.slice(0, 2)}:${digits.slice(2)}`
  const date = `${day}T${hour}:${minute}:${second.replace(',', '.')}${offset}`
  return Number.isNaN(Date.parse(date)) ? null : date
}

/** Returns whether `YYYY-MM-DD` is a calendar date. */
export function isCalendarDate(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
}
