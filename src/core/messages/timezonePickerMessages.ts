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
export const timezonePickerMessages = {
  label: 'Time zone',
  /** What can be typed. */
  placeholder: 'City, country or offset',
  /** Names the button that opens the list. */
  open: 'Show all time zones',
  /** The button that closes the list where it fills the screen. */
  close: 'Done',
  /** Names the list. */
  list: 'Time zones',
  /** The heading of the detected and the saved zone. */
  suggested: 'Suggested',
  /** The headings of the others, by the first part of their names. */
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
  } satisfies Readonly<Record<TimezoneRegion, string>>,
  /** A distance from UTC in minutes, east positive. */
  offset,
  /** Both offsets of a year; the first is that of now. */
  offsetChange: (now: string, later: string) => `${now} / ${later.replace('GMT', '')}`,
  /** What is heard of a zone: its city, country, local time and offset, as far as they are known. */
  option: (parts: readonly string[]) => parts.join(', '),
  count: (found: number) => (found === 1 ? '1 time zone' : `${found} time zones`),
  none: (query: string) =>
    `No time zone for \u201C${query}\u201D. Try a city, a country or an offset such as +5:30.`,
  required: 'Choose a time zone.',
}

/** `GMT+5:30`, with the minus sign that typesetters use. */
function offset(minutes: number): string {
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`
  return `GMT${minutes < 0 ? '\u2212' : '+'}${Math.floor(size / 60)}${rest}`
}

/** The words of the timezone picker; they stand apart, so that a page with only a picker loads only these. */
export type TimezonePickerMessages = typeof timezonePickerMessages
