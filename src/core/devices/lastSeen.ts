const hour = 3_600_000
const day = 24 * hour

/** The units, each with its length and the age from which it is used. */
const units = [
  ['year', 365 * day, 365 * day],
  ['month', 30 * day, 30 * day],
  ['week', 7 * day, 14 * day],
  ['day', day, day],
  ['hour', hour, hour],
] as const

/** Returns when something was last seen, such as "yesterday" or "3 hours ago"; `undefined` within the last hour and for no date. */
export function formatLastSeen(locale: string, at: string, now: number): string | undefined {
  const age = now - Date.parse(at)
  const unit = units.find(([, , from]) => age >= from)
  if (!unit) return undefined
  const [name, length] = unit
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  return format.format(-Math.floor(age / length), name)
}
