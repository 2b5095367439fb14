import { memoize } from '../memoize.js'
import { fold, listTimezones, listTableZones, type Timezone } from './timezone.js'
import { timezoneOffsets } from './timezoneOffset.js'
import { abbreviationSets, cityNames, timezoneAbbreviations } from './timezones.generated.js'
import { canonicalTimezone, resolveTimezone } from './timezoneAliases.js'

/** Options of `searchTimezones`. */
export interface TimezoneSearchOptions {
  /** The languages of country names as BCP 47 tags, besides English. @default the device's */
  readonly locale?: string | readonly string[] | undefined
  /** The time of the offsets in milliseconds since 1970. @default now */
  readonly at?: number | undefined
}

/** The searched names of one time zone, folded. */
interface Entry {
  readonly zone: Timezone
  readonly city: string
  readonly otherCities: readonly string[]
  readonly countries: readonly string[]
  readonly abbreviations: readonly string[]
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

const indexes = new Map<string, readonly Entry[]>()

/**
 * Returns the time zones that match a city, a country, an abbreviation such as `pst`, an offset such as `+5:30` or `gmt-8`, or a
 * tzdb name, best match first. An empty query returns all of them.
 */
export function searchTimezones(query: string, options: TimezoneSearchOptions = {}): Timezone[] {
  const asked = query.normalize('NFKC').trim()
  if (!asked) return [...listTimezones()]
  const offset = parseOffset(asked)
  if (offset) return searchByOffset(offset, options.at ?? Date.now())
  const folded = fold(asked)
  if (!folded) return []
  const index = getIndex(options.locale)
  const found = searchByName(index, folded, resolveTimezone(asked), /[/_]/.test(asked) ? 100 : 85)
  return found.length > 0 ? found : searchByName(index, respell(folded), null, 0)
}

function searchByName(index: readonly Entry[], query: string, named: string | null, least: number) {
  return index
    .map((entry) => {
      const score = scoreEntry(entry, query)
      return { entry, score: entry.zone.id === named ? Math.max(score, least) : score }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.entry.fame - b.entry.fame)
    .map(({ entry }) => entry.zone)
}

/** Returns another spelling: `koeln` becomes `koln`, `saint` becomes `st`. */
function respell(query: string): string {
  return query.replaceAll(/([aou])e/g, '$1').replaceAll(/\bsaint\b/g, 'st')
}

/** Scores a match: equal, then prefix, then prefix of a word, then substring; a city scores higher than a country. */
function scoreEntry(entry: Entry, query: string): number {
  const { city, otherCities, countries, words } = entry
  if (city === query) return 95
  if (otherCities.includes(query)) return 90
  if (entry.abbreviations.includes(query)) return 85
  if (countries.includes(query)) return 80
  if (city.startsWith(query)) return 75
  const begins = (name: string) => name.startsWith(query)
  if (otherCities.some(begins)) return 70
  if (countries.some(begins)) return 65
  if (` ${city}`.includes(` ${query}`)) return 60
  if (words.includes(` ${query}`)) return 55
  if (query.length > 2 && city.includes(query)) return 40
  const parts = query.split(' ')
  if (parts.length > 1 && parts.every((part) => words.includes(` ${part}`))) return 30
  return query.length > 2 && words.includes(query) ? 20 : 0
}

/** Parses an offset, complete or not: `gmt-8`, `−8`, `+5:30`, `+530`, `utc +0530`. Returns the prefixes that it may stand for. */
function parseOffset(query: string): string[] | undefined {
  const match = /^(?:utc|gmt)?\s*([+\-\u2212\u2013])\s*(2\d|[01]?\d)(?::?([0-5]\d?)?)?$/i.exec(
    query,
  )
  const bare = /^(\d{1,2}):(\d{0,2})$/.exec(query)
  if (!match && !bare) return undefined
  const [hours = '', minutes = ''] = (match ?? bare ?? []).slice(match ? 2 : 1)
  const isRounded = minutes === '' && !query.endsWith(':')
  const time = `${Number(hours)}${isRounded ? '' : `:${minutes}`}`
  const signs = match ? [match[1] === '+' || Number(hours + minutes) === 0 ? '+' : '-'] : ['+', '-']
  return signs.map((sign) => sign + time)
}

function searchByOffset(asked: readonly string[], at: number): Timezone[] {
  const { rank } = readRanking()
  return listTimezones()
    .map((zone) => {
      const offsets = timezoneOffsets(zone.id, at)
      const now = asked.map((text) => scoreOffset(text, offsets?.now))
      const later = asked.map((text) => scoreOffset(text, offsets?.later) - 0.5)
      return { zone, score: Math.max(...now, ...later) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || rank(a.zone.id) - rank(b.zone.id))
    .map(({ zone }) => zone)
}

function scoreOffset(asked: string, offset: number | undefined): number {
  if (offset === undefined) return 0
  const size = Math.abs(offset)
  const minutes = String(size % 60).padStart(2, '0')
  const text = `${offset < 0 ? '-' : '+'}${Math.floor(size / 60)}:${minutes}`
  if (text === asked || text === `${asked}:00`) return 3
  if (text.startsWith(`${asked}:`)) return 2
  return text.startsWith(asked) ? 1 : 0
}

function getIndex(locale: string | readonly string[] | undefined): readonly Entry[] {
  const locales = [locale ?? deviceLocales()].flat()
  return memoize(indexes, locales.join(), () => createIndex([...new Set([...locales, 'en'])]))
}

/** Returns the languages of the device; empty on a server. */
export function deviceLocales(): readonly string[] {
  return typeof navigator === 'undefined' ? [] : navigator.languages
}

function createIndex(locales: readonly string[]): readonly Entry[] {
  const naming = locales.map(countryNaming)
  const { rank, others } = readRanking()
  const shortOf = abbreviationsByZone()
  return listTimezones().map((zone) => {
    const { id, city, country = '', aliases: otherIds } = zone
    const ids = [id, ...otherIds.filter((alias) => id === 'UTC' || alias.includes('/'))]
    const otherCities = [
      ...(others.get(id) ?? []),
      ...ids.map((name) => fold(name.slice(name.lastIndexOf('/') + 1))),
    ]
    const named = naming.map((name) => fold(name(country)))
    const aliases = countryNames[country] ?? []
    const countries = [...named, country.toLowerCase(), ...aliases].filter(Boolean)
    const folded = fold(city)
    const names = [folded, ...otherCities, ...countries, ...ids.map(fold)]
    return {
      zone,
      city: folded,
      otherCities,
      countries,
      abbreviations: shortOf.get(id) ?? ['utc', 'gmt'],
      words: names.map((name) => ` ${name}`).join('|'),
      fame: rank(id),
    }
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

let cachedRanking: ReturnType<typeof readCityNames> | undefined

/** Returns the order of the best-known time zones and their other names. */
function readRanking() {
  return (cachedRanking ??= readCityNames())
}

function readCityNames() {
  const others = new Map<string, readonly string[]>()
  for (const line of cityNames.split('\n')) {
    const [id = '', names = ''] = line.split('=')
    others.set(toZoneId(id), names.split(',').map(fold).filter(Boolean))
  }
  const places = new Map([...others.keys()].map((id, place) => [id, place]))
  return { others, rank: (id: string) => places.get(id) ?? places.size }
}

/** Returns the abbreviations of each time zone. */
function abbreviationsByZone(): ReadonlyMap<string, readonly string[] | undefined> {
  const sets = abbreviationSets.split(',').map((set) => set.split(' '))
  return new Map(
    listTableZones().map((zone, index) => [
      zone,
      sets[timezoneAbbreviations.charCodeAt(index) - 35],
    ]),
  )
}

/** Returns the id of a name in the tables, which omit `America/`. */
function toZoneId(name: string): string {
  return canonicalTimezone(name) ?? `America/${name}`
}
