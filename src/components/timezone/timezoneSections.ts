import { memoize } from '../../core/memoize.js'
import { listTimezones, getTimezone } from '../../core/timezone/timezone.js'
import type {
  TimezonePickerMessages,
  TimezoneRegion,
} from '../../core/messages/timezonePickerMessages.js'
import { deviceLocales, searchTimezones } from '../../core/timezone/timezoneSearch.js'

/** A group of rows under one heading. */
export interface TimezoneSection {
  /** A region, `suggested`, or `undefined` for rows without a heading. */
  readonly heading: string | undefined
  readonly ids: readonly string[]
  /** The index of the first row in the whole list. */
  readonly from: number
}

/** The results of a query. */
export interface TimezoneRows {
  readonly query: string
  readonly ids: readonly string[]
  /** The number of suggestions at the start of `ids`. */
  readonly suggested: number
}

/** Returns a memoized search for time zones. */
export function timezoneFinder(suggestions: readonly (string | null)[], locale: string) {
  const own = new Set(suggestions.filter((id) => id !== null))
  const known = new Map<string, TimezoneRows>()
  return (query: string) => memoize(known, query, rows)

  function rows(query: string): TimezoneRows {
    if (query === '') {
      const all = listTimezones().map(({ id }) => id)
      return { query, ids: [...new Set([...own, ...all])], suggested: own.size }
    }
    const text = query.toLowerCase()
    const unlisted = [...own].filter((id) => !getTimezone(id) && id.toLowerCase().includes(text))
    const found = searchTimezones(query, { locale: [locale, ...deviceLocales()] })
    return { query, ids: [...unlisted, ...found.map(({ id }) => id)], suggested: 0 }
  }
}

/** Groups rows by region while the query is empty. */
export function timezoneSections({
  query,
  ids,
  suggested,
}: TimezoneRows): readonly TimezoneSection[] {
  const sections: { heading: string | undefined; ids: string[]; from: number }[] = []
  for (const [index, id] of ids.entries()) {
    const region = index < suggested ? 'suggested' : getTimezone(id)?.region
    const heading = query === '' ? region : undefined
    const last = sections.at(-1)
    if (last && last.heading === heading) last.ids.push(id)
    else sections.push({ heading, ids: [id], from: index })
  }
  return sections
}

/** Returns the text of a heading. */
export function headingText(heading: string, t: TimezonePickerMessages): string {
  return heading === 'suggested' ? t.suggested : t.regions[heading as TimezoneRegion]
}
