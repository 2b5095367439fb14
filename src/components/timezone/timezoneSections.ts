import { memoize } from '../../core/memoize.js'
import { listTimezones, getTimezone } from '../../core/timezone/timezone.js'
import type {
  TimezonePickerMessages,
  TimezoneRegion,
} from '../../core/messages/timezonePickerMessages.js'
import { deviceLocales, searchTimezones } from '../../core/timezone/timezoneSearch.js'

/** A run of rows under one heading. */
export interface TimezoneSection {
  /** A region of the words, or `suggested`; without one there is no heading. */
  readonly heading: string | undefined
  readonly ids: readonly string[]
  /** The index of its first row among all. */
  readonly from: number
}

/** The rows that answer to a query. */
export interface TimezoneRows {
  readonly query: string
  readonly ids: readonly string[]
  /** How many of the first are suggestions. */
  readonly suggested: number
}

/** Finds rows and remembers its answers. */
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

/** In groups while nothing is asked. */
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

/** What a heading says. */
export function headingText(heading: string, t: TimezonePickerMessages): string {
  return heading === 'suggested' ? t.suggested : t.regions[heading as TimezoneRegion]
}
