import { formatCity } from './cityNames.js'
import { canonicalTimezone, readTimezoneTable } from './timezoneAliases.js'
import { timezoneCountries } from './timezones.generated.js'

/** An inhabited time zone, or UTC. */
export interface Timezone {
  /** The tzdb name, e.g. `Asia/Kolkata`. */
  readonly id: string
  /** The city, e.g. `Kolkata`; with the state if the name alone is ambiguous, e.g. `Knox, Indiana`. */
  readonly city: string
  /** The ISO 3166 code of the country, e.g. `IN`; `undefined` for UTC. */
  readonly country: string | undefined
  /** The first part of the tzdb name, e.g. `Asia`. */
  readonly region: string
  /** Other tzdb names, e.g. `Asia/Calcutta`. */
  readonly aliases: readonly string[]
}

let listed: readonly Timezone[] | undefined
let listedById: Map<string, Timezone> | undefined

/**
 * Returns the canonical time zone of the device, or `null` if it is unknown. Browsers that resist fingerprinting report
 * `Atlantic/Reykjavik` or `UTC`; see `isLikelyTimezone`.
 */
export function detectTimezone(): string | null {
  try {
    // Throws in Node if TZ is no time zone, because `timeZone` is absent then.
    return canonicalTimezone(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  } catch {
    return null
  }
}

/** Returns whether a detected time zone is the user's: not UTC, a bare offset, or the one that privacy modes report. */
export function isLikelyTimezone(id: string | null): id is string {
  return id !== null && id !== 'Atlantic/Reykjavik' && getTimezone(id)?.country !== undefined
}

/** Returns all time zones of tzdb's `zone.tab` by region and city, then UTC. */
export function listTimezones(): readonly Timezone[] {
  return (listed ??= decodeList())
}

/** Returns the listed time zone of a tzdb name; `undefined` for bare offsets, abbreviations and unknown names. */
export function getTimezone(id: string): Timezone | undefined {
  listedById ??= new Map(listTimezones().map((zone) => [zone.id, zone]))
  return listedById.get(id) ?? listedById.get(canonicalTimezone(id) ?? '')
}

/** Returns the city of a time zone; an unknown id is returned unchanged. */
export function timezoneCity(id: string): string {
  return getTimezone(id)?.city ?? id
}

/** Returns the primary names in the order of the generated tables. */
export function listTableZones(): readonly string[] {
  return Array.from(readTimezoneTable(), ([zone]) => zone)
}

function decodeList(): readonly Timezone[] {
  const zones: Timezone[] = []
  for (const [id, ...aliases] of readTimezoneTable()) {
    const code = timezoneCountries.slice(zones.length * 2, zones.length * 2 + 2)
    if (!code && id !== 'UTC') continue
    const country = code.toUpperCase() || undefined
    const [region = ''] = id.split('/')
    zones.push({ id, city: formatCity(id), country, region, aliases })
  }
  const order = new Intl.Collator('en').compare
  const place = ({ country, region }: Timezone) => (country === undefined ? 1 : 0) + region
  return zones.sort((a, b) => order(place(a), place(b)) || order(a.city, b.city))
}
