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

/** Where the name is only ASCII, or not the name of the place. */
const cities: Readonly<Record<string, string>> = {
  'America/Argentina/Cordoba': 'Córdoba',
  'America/Argentina/Rio_Gallegos': 'Río Gallegos',
  'America/Argentina/Tucuman': 'Tucumán',
  'America/Asuncion': 'Asunción',
  'America/Bahia_Banderas': 'Bahía de Banderas',
  'America/Belem': 'Belém',
  'America/Bogota': 'Bogotá',
  'America/Cancun': 'Cancún',
  'America/Ciudad_Juarez': 'Ciudad Juárez',
  'America/Cuiaba': 'Cuiabá',
  'America/Curacao': 'Curaçao',
  'America/Eirunepe': 'Eirunepé',
  'America/Maceio': 'Maceió',
  'America/Mazatlan': 'Mazatlán',
  'America/Merida': 'Mérida',
  'America/Miquelon': 'Saint-Pierre',
  'America/Noronha': 'Fernando de Noronha',
  'America/Santarem': 'Santarém',
  'America/Sao_Paulo': 'São Paulo',
  'America/St_Barthelemy': 'St. Barthélemy',
  'America/St_Johns': "St. John's",
  'Africa/El_Aaiun': 'El Aaiún',
  'Africa/Lome': 'Lomé',
  'Africa/Ndjamena': "N'Djamena",
  'Africa/Sao_Tome': 'São Tomé',
  'Antarctica/DumontDUrville': "Dumont d'Urville",
  'Asia/Ho_Chi_Minh': 'Ho Chi Minh City',
  'Europe/Busingen': 'Büsingen',
  'Europe/Chisinau': 'Chișinău',
  'Europe/Tirane': 'Tirana',
  'Europe/Zurich': 'Zürich',
  'Indian/Mahe': 'Mahé',
  'Indian/Reunion': 'Réunion',
  'Pacific/Noumea': 'Nouméa',
}

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
    [...entries()].flatMap(([zone, ...links]) =>
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
    // Node leaves it out when TZ names no zone.
    const id = new Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined
    return id === undefined ? null : canonicalTimezone(id)
  } catch {
    return null
  }
}

/** Whether a detected zone says where the person is: not `UTC`, an offset of no place, or what browsers say to hide it. */
export function isLikelyTimezone(id: string | null): id is string {
  return id !== null && id !== 'Atlantic/Reykjavik' && timezoneOf(id)?.country !== undefined
}

/** Every zone of tzdb's `zone.tab`, and UTC as the last, by region and city. */
export function listTimezones(): readonly Timezone[] {
  return (listed ??= decodeList())
}

/** The zone of the list that has this name or a link of it; none for offsets of no place and for what tzdb does not have. */
export function timezoneOf(id: string): Timezone | undefined {
  listedById ??= new Map(listTimezones().map((zone) => [zone.id, zone]))
  return listedById.get(canonicalTimezone(id) ?? '')
}

/** What a stored zone is called: its city, or itself where it is none of the list. */
export function timezoneCity(id: string): string {
  return timezoneOf(id)?.city ?? id
}

function* entries(): Generator<readonly [zone: string, ...links: string[]]> {
  for (const line of timezoneTable.split('\n')) {
    const [prefix = '', ...zones] = line.split(' ')
    for (const entry of zones) {
      const [name = '', ...links] = entry.split('=')
      yield [prefix + name, ...links]
    }
  }
}

function decodeList(): readonly Timezone[] {
  const zones: Timezone[] = []
  for (const [id, ...links] of entries()) {
    const country = timezoneCountries.slice(zones.length * 2, zones.length * 2 + 2) || undefined
    if (country === undefined && id !== 'UTC') continue
    const [region = ''] = id.split('/', 1)
    zones.push({ id, city: cities[id] ?? cityOf(id), country, region, links })
  }
  const order = new Intl.Collator('en').compare
  const place = ({ country, region }: Timezone) => (country === undefined ? 1 : 0) + region
  return zones.sort((a, b) => order(place(a), place(b)) || order(a.city, b.city))
}

/** `America/Indiana/Knox` is `Knox, Indiana`; in Argentina the country says it. */
function cityOf(id: string): string {
  const [, middle, last] = id.split('/')
  const city = (last ?? middle ?? id).replaceAll('_', ' ').replace(/^St\b/, 'St.')
  return last === undefined || middle === 'Argentina'
    ? city
    : `${city}, ${(middle ?? '').replaceAll('_', ' ')}`
}
