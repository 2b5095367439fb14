/** The first part of a tzdb name. */
export type TimezoneRegion =
  | 'Africa'
  | 'America'
  | 'Antarctica'
  | 'Arctic'
  | 'Asia'
  | 'Atlantic'
  | 'Australia'
  | 'Europe'
  | 'Indian'
  | 'Pacific'
  | 'UTC'

/** The English texts of the time zone picker. */
export const timezonePickerMessages = {
  /** The name of a picker without a label. */
  label: 'Time zone',
  /** The placeholder of the search field. */
  placeholder: 'City, country or offset',
  /** The name of the button that opens the list. */
  open: 'Show all time zones',
  /** The button that closes a full-screen list. */
  close: 'Done',
  /** The name of the list. */
  list: 'Time zones',
  /** The heading of the detected and the saved zone. */
  suggested: 'Suggested',
  /** The headings of the other time zones by region. */
  regions: {
    Africa: 'Africa',
    America: 'Americas',
    Antarctica: 'Antarctica',
    Arctic: 'Arctic',
    Asia: 'Asia',
    Atlantic: 'Atlantic',
    Australia: 'Australia',
    Europe: 'Europe',
    Indian: 'Indian Ocean',
    Pacific: 'Pacific',
    UTC: 'Universal time',
  } satisfies Readonly<Record<TimezoneRegion, string>>,
  /** Formats an offset from UTC in minutes, e.g. as `GMT+5:30`. */
  offset,
  /** The current offset and the other offset of the year, which applies in `season` if clocks are set forward in summer. */
  offsetChange: (now: string, later: string, season?: 'summer' | 'winter') =>
    `${now}, ${later.replace('GMT', '')} ${season ? `in ${season}` : 'at times'}`,
  /** The accessible name of an option: city, country, local time and offset. */
  option: (parts: readonly string[]) => parts.join(', '),
  count: (found: number) => (found === 1 ? '1 time zone' : `${found} time zones`),
  /** Shown instead of rows until all names are loaded. */
  searching: 'Searching\u2026',
  none: (query: string) =>
    `No time zone for \u201C${query}\u201D. Try a city, a country or an offset such as +5:30.`,
  required: 'Choose a time zone.',
}

/** Formats an offset with the minus sign U+2212. */
function offset(minutes: number): string {
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `GMT${minutes < 0 ? '\u2212' : '+'}${Math.floor(size / 60)}${rest}`
}

/** The messages of the time zone picker. They have their own file, so that a page with only a picker bundles only these. */
export type TimezonePickerMessages = typeof timezonePickerMessages
