/** Returns a minute of the day as a time, e.g. `9:00 AM`. */
export function formatMinute(locale: string, minute: number): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(
    (minute % 1440) * 60_000,
  )
}

/**
 * Returns a time on the device's clock, e.g. `5:30 PM` today and `Tue, Dec 1, 9:00 AM` on another day.
 * @param now milliseconds since 1970
 */
export function formatInstant(locale: string, at: Date, now: number): string {
  const today = new Date(now)
  const isToday = at.toDateString() === today.toDateString()
  const isThisYear = at.getFullYear() === today.getFullYear()
  const day = { weekday: 'short', month: 'short', day: 'numeric' } as const
  const format = new Intl.DateTimeFormat(locale, {
    ...(!isToday && day),
    ...(!isThisYear && { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  })
  return format.format(at)
}
