/** The words of the timezone picker; they stand apart, so that a page with only a picker loads only these. */
export interface TimezonePickerMessages {
  readonly label: string
  /** What can be typed. */
  readonly placeholder: string
  /** Names the button that opens the list. */
  readonly open: string
  /** The button that closes the list where it fills the screen. */
  readonly close: string
  /** Names the list. */
  readonly list: string
  /** The heading of the detected and the saved zone. */
  readonly suggested: string
  /** The headings of the others, by the first part of their names. */
  readonly regions: Readonly<Record<TimezoneRegion, string>>
  /** A distance from UTC in minutes, east positive. */
  readonly offset: (minutes: number) => string
  /** Both offsets of a year; the first is that of now. */
  readonly offsetChange: (now: string, later: string) => string
  /** What is heard of a zone: its city, country, local time and offset, as far as they are known. */
  readonly option: (parts: readonly string[]) => string
  readonly count: (found: number) => string
  readonly none: (query: string) => string
  readonly required: string
}

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

/** English, built in. */
export const timezonePickerMessages: TimezonePickerMessages = {
  label: 'Time zone',
  placeholder: 'City, country or offset',
  open: 'Show all time zones',
  close: 'Done',
  list: 'Time zones',
  suggested: 'Suggested',
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
    UTC: 'Everywhere',
  },
  offset,
  offsetChange: (now, later) => `${now} / ${later.replace('GMT', '')}`,
  option: (parts) => parts.join(', '),
  count: (found) => (found === 1 ? '1 time zone' : `${found} time zones`),
  none: (query) =>
    `No time zone for \u201C${query}\u201D. Try a city, a country or an offset such as +5:30.`,
  required: 'Choose a time zone.',
}

/** `GMT+5:30`, with the minus sign that typesetters use. */
function offset(minutes: number): string {
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `GMT${minutes < 0 ? '\u2212' : '+'}${Math.floor(size / 60)}${rest}`
}
