import { timezoneTable } from './timezones.generated.js'

let primaryZones: Map<string, string> | undefined

/**
 * The primary tzdb name of a time zone (`asia/calcutta` is `Asia/Kolkata`, `Europe/Oslo` stays), or
 * `null` where tzdb has no such name, by the rule of ECMA-402 that never leaves a zone's country.
 *
 * @see https://tc39.es/ecma402/#sec-use-of-iana-time-zone-database
 */
export function canonicalTimezone(id: string): string | null {
  // Only ASCII goes on: toLowerCase() would make a `k` of the Kelvin sign.
  if (!/^[\w+/-]{1,64}$/.test(id)) return null
  primaryZones ??= decodeTable()
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

function decodeTable(): Map<string, string> {
  const zones = new Map<string, string>()
  for (const line of timezoneTable.split('\n')) {
    const [prefix = '', ...entries] = line.split(' ')
    for (const entry of entries) {
      const [name = '', ...links] = entry.split('=')
      const zone = prefix + name
      for (const id of [zone, ...links]) zones.set(id.toLowerCase(), zone)
    }
  }
  return zones
}
