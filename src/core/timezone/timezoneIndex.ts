import { memoize } from '../memoize.js'
import { fold } from '../text.js'
import { listTableZones, listTimezones, type Timezone } from './timezone.js'
import { canonicalTimezone } from './timezoneAliases.js'
import { timezoneNames } from './timezoneNames.generated.js'

/** The searched names of one time zone, folded. */
export interface TimezoneEntry {
  readonly zone: Timezone
  readonly city: string
  /** Other cities, states and spellings. */
  readonly places: readonly string[]
  /** Names of the clock, e.g. `eastern time`. */
  readonly clocks: readonly string[]
  readonly countries: readonly string[]
  readonly abbreviations: readonly string[]
  /** All names with a space before each word. */
  readonly words: string
  /** The index among the best-known time zones. */
  readonly fame: number
}

/** Common names of countries that `Intl.DisplayNames` doesn't return. */
const countryNames: Readonly<Record<string, readonly string[]>> = {
  US: ['usa', 'america'],
  GB: ['uk', 'great britain'],
  AE: ['uae', 'emirates'],
  CI: ['ivory coast'],
  CZ: ['czech republic'],
  NL: ['holland'],
  PS: ['palestine'],
  TR: ['turkey'],
}

const indexes = new Map<string, readonly TimezoneEntry[]>()

/** Returns the entries of all time zones with the names of countries in some languages and in English. */
export function getTimezoneIndex(
  locale: string | readonly string[] | undefined,
): readonly TimezoneEntry[] {
  const locales = [locale ?? deviceLocales()].flat()
  return memoize(indexes, locales.join(), () => createIndex([...new Set([...locales, 'en'])]))
}

/** Returns the languages of the device; empty on a server. */
export function deviceLocales(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : navigator.languages
}

function createIndex(locales: readonly string[]): readonly TimezoneEntry[] {
  const naming = locales.map(countryNaming)
  const cities = groupByZone(timezoneNames.cities)
  const windows = groupByZone(timezoneNames.windows)
  const sets = timezoneNames.abbreviationSets.split(';').map(readSet)
  const zones = listTableZones()
  const setOf = new Map(
    Array.from(timezoneNames.abbreviations, (code, index) => [
      zones[index],
      sets[code.charCodeAt(0) - 0x100],
    ]),
  )
  const places = [...cities.keys()]
  return listTimezones().map((zone) => {
    const { id, city, country = '', aliases } = zone
    const ids = [id, ...aliases.filter((alias) => id === 'UTC' || alias.includes('/'))]
    const set = setOf.get(id)
    const named = naming.map((name) => fold(name(country)))
    const entry = {
      zone,
      city: fold(city),
      places: [
        ...(cities.get(id) ?? []),
        ...ids.map((name) => fold(name.slice(name.lastIndexOf('/') + 1))),
      ],
      clocks: [...(set?.clocks ?? []), ...(windows.get(id) ?? [])].flatMap(nameClock),
      countries: [...named, country.toLowerCase(), ...(countryNames[country] ?? [])].filter(
        Boolean,
      ),
      abbreviations: set?.abbreviations ?? (country ? [] : ['utc', 'gmt']),
      fame: places.includes(id) ? places.indexOf(id) : places.length,
    }
    const all = [entry.city, ...entry.places, ...entry.clocks, ...entry.countries, ...ids.map(fold)]
    return { ...entry, words: all.map((name) => ` ${name}`).join('|') }
  })
}

function countryNaming(locale: string): (country: string) => string {
  try {
    const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
    return (country) => country && (names.of(country) ?? '')
  } catch {
    return () => ''
  }
}

/** Reads lines of `zone=name,name`, by zone in their order. A semicolon ends a line too. */
function groupByZone(lines: string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>()
  for (const line of lines.split(/[\n;]/)) {
    const [zone = '', names = ''] = line.split('=')
    // The lines omit `America/`.
    const id = canonicalTimezone(zone) ?? `America/${zone}`
    groups.set(id, [...(groups.get(id) ?? []), ...names.split(',').map(fold).filter(Boolean)])
  }
  return groups
}

function readSet(set: string) {
  const [abbreviations = '', clocks = ''] = set.split('=')
  return {
    abbreviations: abbreviations.split(' '),
    clocks: clocks.split(',').map(fold).filter(Boolean),
  }
}

/** Returns the names of a clock: `eastern` is called `eastern time`, `eastern standard time` and so on. */
function nameClock(name: string): readonly string[] {
  if (name.includes(' time')) return [name]
  return ['', ' standard', ' daylight', ' summer'].map((half) => `${name}${half} time`)
}
