import { fold } from '../text.js'
import { listTimezones, type Timezone } from './timezone.js'
import { canonicalTimezone, resolveTimezone } from './timezoneAliases.js'
import { getTimezoneIndex, type TimezoneEntry } from './timezoneIndex.js'
import { timezoneOffsets } from './timezoneOffset.js'

/** Options of `searchTimezones`. */
export interface TimezoneSearchOptions {
  /** The languages of country names as BCP 47 tags, besides English. @default the device's */
  readonly locale?: string | readonly string[] | undefined
  /** The time of the offsets in milliseconds since 1970. @default now */
  readonly at?: number | undefined
}

/** Searches without loading; see `searchTimezones`. */
export function findTimezones(query: string, options: TimezoneSearchOptions = {}): Timezone[] {
  const asked = query.normalize('NFKC').trim()
  if (!asked) return [...listTimezones()]
  const offset = parseOffset(asked)
  const index = getTimezoneIndex(options.locale)
  if (offset) return searchByOffset(offset, options.at ?? Date.now(), index)
  const plain = asked.replace(offsetPrefix, '').replaceAll(/\(.*?\)/g, '')
  for (const variant of new Set([asked, plain, ...respell(plain)])) {
    const found = searchByName(index, variant)
    if (found.length > 0) return found.map(({ zone }) => zone)
  }
  // `Austin, TX` or a label of Outlook with several cities.
  const parts = plain.split(/[,;|&]|\s[-\u2013/]\s/)
  const best = parts.length > 1 ? parts.flatMap((part) => keepBest(searchByName(index, part))) : []
  return [...new Set(best.sort((a, b) => a.fame - b.fame).map(({ zone }) => zone))]
}

/** The beginning of labels such as `(UTC-05:00) Eastern Time`. */
const offsetPrefix = /^\((?:utc|gmt)[^)]*\)|^(?:utc|gmt)\s*[+\-\u2212]\d[\d:]*\s/i

/** Returns other spellings: `tonga` for `Tonga Standard Time`, `koln` for `koeln`, `st kitts nevis` for `Saint Kitts and Nevis`. */
function respell(query: string): string[] {
  const folded = fold(query)
  return [
    folded.replace(/ (?:(?:standard|daylight|summer) )?time$/, ''),
    folded.replaceAll(/\bsaint\b/g, 'st').replaceAll(/\b(?:and|city of|islands?)\b ?/g, ''),
    folded.replaceAll(/([aou])e/g, '$1'),
  ]
}

interface Match {
  readonly zone: Timezone
  readonly score: number
  readonly fame: number
}

function searchByName(index: readonly TimezoneEntry[], asked: string): readonly Match[] {
  const query = fold(asked)
  if (!query) return []
  const named = resolveTimezone(asked)
  const least = /[/_]/.test(asked) ? 100 : canonicalTimezone(asked) ? 86 : 85
  const matches: Match[] = []
  for (const entry of index) {
    const { zone, fame } = entry
    const score = Math.max(scoreEntry(entry, query), zone.id === named ? least : 0)
    if (score > 0) matches.push({ zone, score, fame })
  }
  return matches.sort((a, b) => b.score - a.score || a.fame - b.fame)
}

/** Returns the first matches, as long as they are as good as the first. */
function keepBest(matches: readonly Match[]): readonly Match[] {
  return matches.filter(({ score }) => score === matches[0]?.score)
}

/** The letters of languages that write no spaces between words. */
const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u

/**
 * Scores a match: equal, then prefix, then prefix of a word; a city scores higher than a country. A match inside of a word scores
 * nothing, except in languages without spaces: `napoli` isn't Indianapolis.
 */
function scoreEntry(entry: TimezoneEntry, query: string): number {
  const { city, places, clocks, countries, words } = entry
  if (entry.abbreviations.includes(query) && !places.includes(query)) return 85
  const parts = query.split(' ')
  if (!parts.every((part) => words.includes(` ${part}`))) {
    return spaceless.test(query) && words.includes(query) ? 20 : 0
  }
  if (city === query) return 95
  // Two letters are a country before they are a state.
  if (places.includes(query)) return query.length > 2 ? 90 : 78
  if (clocks.includes(query)) return 88
  if (countries.includes(query)) return 80
  const begins = (name: string) => name.startsWith(query)
  if (begins(city)) return 75
  if (clocks.some(begins)) return 71
  if (places.some(begins)) return 70
  if (countries.some(begins)) return 65
  if (` ${city}`.includes(` ${query}`)) return 60
  return words.includes(` ${query}`) ? 55 : 30
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

function searchByOffset(
  asked: readonly string[],
  at: number,
  index: readonly TimezoneEntry[],
): Timezone[] {
  return index
    .map(({ zone, fame }) => {
      const offsets = timezoneOffsets(zone.id, at)
      const now = asked.map((text) => scoreOffset(text, offsets?.now))
      const later = asked.map((text) => scoreOffset(text, offsets?.later) - 0.5)
      return { zone, fame, score: Math.max(...now, ...later) }
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.fame - b.fame)
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
