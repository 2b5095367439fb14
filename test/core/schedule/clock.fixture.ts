/** Zones with different clock changes: none, an hour, half an hour, at midnight, in the other half of the year, during Ramadan. */
export const zones = [
  'UTC',
  'Europe/London',
  'Europe/Berlin',
  'Europe/Dublin',
  'Europe/Lisbon',
  'Europe/Chisinau',
  'Europe/Istanbul',
  'Atlantic/Azores',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Africa/Lagos',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Jerusalem',
  'Asia/Tehran',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Seoul',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Australia/Adelaide',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'America/New_York',
  'America/St_Johns',
  'America/Los_Angeles',
  'America/Santiago',
  'America/Havana',
  'America/Sao_Paulo',
  'America/Scoresbysund',
] as const

const formats = new Map<string, Intl.DateTimeFormat>()
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Reads the local clock of a zone from `Intl`. */
export function readClock(zone: string, at: number) {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return {
    day: weekdays.indexOf(parts['weekday'] ?? ''),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    month: `${parts['year']}-${parts['month']}`,
  }
}

const hour = 3_600_000
const week = 7 * 24 * hour
const start = Date.UTC(2026, 0, 1)
const changes = new Map<string, readonly number[]>()

/** Returns the hours of 2026 in which the clock of a zone is changed. */
export function listClockChanges(zone: string): readonly number[] {
  const known = changes.get(zone)
  if (known) return known
  /** How far the local clock is ahead, within a week. */
  const getLead = (at: number) => {
    const { day, minute } = readClock(zone, at)
    return ((((day * 1440 + minute) * 60_000 - at) % week) + week) % week
  }
  const days = Array.from({ length: 364 }, (_, index) => start + index * 24 * hour)
  const found = days
    .filter((at) => getLead(at) !== getLead(at + 24 * hour))
    .flatMap((at) => Array.from({ length: 24 }, (_, index) => at + index * hour))
    .filter((at) => getLead(at) !== getLead(at + hour))
  changes.set(zone, found)
  return found
}
