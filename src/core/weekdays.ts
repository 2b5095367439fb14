/** Returns the name of a weekday; 0 is Sunday. */
export function getWeekdayName(locale: string, day: number, style: 'long' | 'narrow'): string {
  // 1 January 2023 was a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' }).format(
    Date.UTC(2023, 0, 1 + day),
  )
}

interface WeekInfo {
  readonly firstDay: number
}

/** Returns the first day of the week; 0 is Sunday. Engines without `getWeekInfo` get Monday. */
export function getFirstWeekday(locale: string): number {
  // TypeScript's library doesn't declare these members yet.
  const intlLocale = new Intl.Locale(locale) as Intl.Locale & {
    readonly weekInfo?: WeekInfo
    readonly getWeekInfo?: () => WeekInfo
  }
  return (intlLocale.getWeekInfo?.() ?? intlLocale.weekInfo ?? { firstDay: 1 }).firstDay % 7
}
