import { memoize } from '../../core/memoize.js'
import { fold } from '../../core/text.js'
import { listTimezones, getTimezone, type Timezone } from '../../core/timezone/timezone.js'
import type {
  TimezonePickerMessages,
  TimezoneRegion,
} from '../../core/messages/timezonePickerMessages.js'
import type { findTimezones } from '../../core/timezone/findTimezones.js'
import { countryName } from '../fields/countryName.js'

/** The value of a picker and how it is chosen. */
export interface TimezoneChoice {
  /** The stored id, which may be an alias or unknown. */
  readonly value: string | null
  readonly choose: (timezone: string) => void
  /** The time zone of the device, listed first, before others of its region. */
  readonly detected: string | null
  readonly locale: string
}

/** A group of rows under one heading. */
export interface TimezoneSection {
  /** A region, `suggested`, or `undefined` for rows without a heading. */
  readonly heading: string | undefined
  readonly ids: readonly string[]
  /** The index of the first row in the whole list. */
  readonly from: number
}

/** The results of a query. */
export interface TimezoneResults {
  readonly query: string
  readonly ids: readonly string[]
  /** The ids by region while the query is empty. */
  readonly sections: readonly TimezoneSection[]
}

/** Well-known zones, suggested to people of the same region. */
const wellKnown =
  'America/New_York America/Chicago America/Los_Angeles Europe/London Europe/Paris Asia/Dubai Asia/Kolkata Asia/Shanghai Asia/Singapore Asia/Tokyo Africa/Cairo Africa/Lagos Australia/Sydney'.split(
    ' ',
  )

/** Returns a memoized search for time zones; without `search`, by the beginnings of words of city, country and tzdb name. */
export function timezoneFinder(
  suggestions: readonly (string | null)[],
  locale: string,
  search?: typeof findTimezones | null,
) {
  const own = new Set(suggestions.filter((id) => id !== null))
  const [first = ''] = own
  const region = getTimezone(first)?.region
  const known = wellKnown.filter((id) => region !== undefined && id.startsWith(region))
  const suggested = new Set([...own, ...known])
  const cache = new Map<string, TimezoneResults>()
  return (query: string) => memoize(cache, query, find)

  function filter(query: string): readonly Timezone[] {
    return listTimezones().filter(({ id, city, country }) => {
      const name = country && countryName(locale, country)
      return query !== '' && ` ${fold([city, name, id].join())}`.includes(` ${query}`)
    })
  }

  function find(query: string): TimezoneResults {
    if (query !== '') {
      const text = query.toLowerCase()
      const unlisted = [...own].filter((id) => !getTimezone(id) && id.toLowerCase().includes(text))
      const found = search
        ? search(query, { locale: [locale, ...navigator.languages] })
        : filter(fold(query))
      const ids = [...unlisted, ...found.map(({ id }) => id)]
      return { query, ids, sections: ids.length > 0 ? [{ heading: undefined, ids, from: 0 }] : [] }
    }
    const nearby = listTimezones().filter((zone) => zone.region === region)
    const zones = [...nearby, ...listTimezones()]
    const ids = [...new Set([...suggested, ...zones.map(({ id }) => id)])]
    const sections: { heading: string | undefined; ids: string[]; from: number }[] = []
    for (const [index, id] of ids.entries()) {
      const heading = index < suggested.size ? 'suggested' : getTimezone(id)?.region
      const last = sections.at(-1)
      if (last && last.heading === heading) last.ids.push(id)
      else sections.push({ heading, ids: [id], from: index })
    }
    return { query, ids, sections }
  }
}

/** Returns the text of a heading. */
export function headingText(heading: string, t: TimezonePickerMessages): string {
  return heading === 'suggested' ? t.suggested : t.regions[heading as TimezoneRegion]
}
