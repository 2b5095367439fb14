import { timezoneCountries, timezoneTable } from './timezones.generated.js'

/** A time zone that people live in, or UTC. */
export interface Timezone {
  /** Its tzdb name, e.g. `Asia/Kolkata`. */
  readonly id: string
  /** e.g. `Kolkata`; with the state where a city of that name could be anywhere: `Knox, Indiana`. */
  readonly city: string
  /** ISO 3166, e.g. `IN`; none for UTC. */
  readonly country: string | undefined
  /** The first part of its name, e.g. `Asia`, or `UTC`. */
  readonly region: string
  /** Its other tzdb names, e.g. `Asia/Calcutta`. */
  readonly links: readonly string[]
}

/** Names of tzdb are ASCII without points and apostrophes; these are the places'. */
const cities = `Asunción,Belém,Bogotá,Büsingen,Cancún,Chișinău,Ciudad Juárez,Córdoba,Cuiabá,Curaçao,Eirunepé,El Aaiún,Lomé,Maceió,Mahé,Mazatlán,Mérida,N'Djamena,Nouméa,Réunion,Río Gallegos,Santarém,São Paulo,São Tomé,St. Barthélemy,St. Helena,St. John's,St. Kitts,St. Lucia,St. Thomas,St. Vincent,Tucumán,Zürich`

let primaryZones: Map<string, string> | undefined
let listed: readonly Timezone[] | undefined
let listedById: Map<string, Timezone> | undefined

/**
 * The primary tzdb name of a time zone (`asia/calcutta` is `Asia/Kolkata`, `Europe/Oslo` stays), or
 * `null` where tzdb has no such name, by the rule of ECMA-402 that never leaves a zone's country.
 *
 * @see https://tc39.es/ecma402/#sec-use-of-iana-time-zone-database
 */
export function canonicalTimezone(id: string): string | null {
  // Only ASCII goes on: toLowerCase() would make a `k` of the Kelvin sign.
  if (!/^[\w+/-]{1,64}$/.test(id)) return null
  primaryZones ??= new Map(
    [...readTable()].flatMap(([zone, ...links]) =>
      [zone, ...links].map((name) => [name.toLowerCase(), zone] as const),
    ),
  )
  return primaryZones.get(id.toLowerCase()) ?? null
}

/**
 * The canonical zone this device reports, or `null` where it reports none or one tzdb does not have;
 * only a suggestion, because a browser that resists fingerprinting reports `Atlantic/Reykjavik` or
 * `UTC`.
 */
export function detectTimezone(): string | null {
  try {
    // Node leaves it out when TZ names no zone, which throws here like all else.
    return canonicalTimezone(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  } catch {
    return null
  }
}

/** Whether a detected zone says where the person is: not `UTC`, an offset of no place, or what browsers say to hide it. */
export function isLikelyTimezone(id: string | null): id is string {
  return id !== null && id !== 'Atlantic/Reykjavik' && getTimezone(id)?.country !== undefined
}

/** Every zone of tzdb's `zone.tab`, and UTC as the last, by region and city. */
export function listTimezones(): readonly Timezone[] {
  return (listed ??= decodeList())
}

/** The zone of the list that has this name or a link of it; none for offsets of no place and for what tzdb does not have. */
export function getTimezone(id: string): Timezone | undefined {
  listedById ??= new Map(listTimezones().map((zone) => [zone.id, zone]))
  return listedById.get(id) ?? listedById.get(canonicalTimezone(id) ?? '')
}

/** What a stored zone is called: its city, or itself where it is none of the list. */
export function timezoneCity(id: string): string {
  return getTimezone(id)?.city ?? id
}

/** The zones in the order of the generated tables. */
export function listTableZones(): readonly string[] {
  return Array.from(readTable(), ([zone]) => zone)
}

function* readTable(): Generator<readonly [zone: string, ...links: string[]]> {
  for (const line of timezoneTable.split('\n')) {
    const [prefix = '', ...zones] = line.split(' ')
    for (const entry of zones) {
      const [name = '', ...links] = entry.split('=')
      yield [prefix + name, ...links.map((link) => link.replace('~', prefix))]
    }
  }
}

function decodeList(): readonly Timezone[] {
  const spelled = new Map(cities.split(',').map((city) => [fold(city), city]))
  const zones: Timezone[] = []
  for (const [id, ...links] of readTable()) {
    const code = timezoneCountries.slice(zones.length * 2, zones.length * 2 + 2)
    if (!code && id !== 'UTC') continue
    const country = code.toUpperCase() || undefined
    const [region = '', ...places] = id.replaceAll('_', ' ').split('/')
    const [state, name = state] = places
    const own = spelled.get(fold(name ?? id)) ?? name ?? id
    // In Argentina the country says it.
    const isAmbiguous = places.length > 1 && state !== 'Argentina'
    zones.push({ id, city: isAmbiguous ? `${own}, ${state}` : own, country, region, links })
  }
  const order = new Intl.Collator('en').compare
  const place = ({ country, region }: Timezone) => (country === undefined ? 1 : 0) + region
  return zones.sort((a, b) => order(place(a), place(b)) || order(a.city, b.city))
}

/** Letters that are no letter and accent in Unicode, and are written without. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** Without accents, case and punctuation: `São Paulo`, `sao_paulo` and `SAO-PAULO` are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[ßæœøłđı]/g, (letter) => plain[letter] ?? letter)
    .replaceAll(/\p{Mn}|['’ʼ.]/gu, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}
