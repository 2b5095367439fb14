import { timezoneTable } from './timezones.generated.js'

let primaryZones: Map<string, string> | undefined

/** The names of tzdb that are abbreviations: `EST` is America/Panama there, while most users mean New York by it. */
const abbreviation = /^(?:[cemw]et|[ehm]st|[cemp]st\d[cemp]dt)$/i

/**
 * Returns the primary tzdb name of a time zone in any case, or `null` for an unknown name, an abbreviation such as `EST`, and
 * anything else: `asia/calcutta` becomes `Asia/Kolkata`. As in ECMA-402, an alias is replaced only within its country, so
 * `Europe/Oslo` stays.
 *
 * @see https://tc39.es/ecma402/#sec-use-of-iana-time-zone-database
 */
export function canonicalTimezone(id: unknown): string | null {
  return typeof id !== 'string' || abbreviation.test(id) ? null : resolveTimezone(id)
}

/** Returns the zone that tzdb has for a name, also for an abbreviation. */
export function resolveTimezone(id: string): string | null {
  // Only ASCII, because toLowerCase() turns the Kelvin sign into `k`.
  if (!/^[\w+/-]{1,64}$/.test(id)) return null
  primaryZones ??= new Map(
    [...readTimezoneTable()].flatMap(([zone, ...aliases]) =>
      [zone, ...aliases].map((name) => [name.toLowerCase(), zone] as const),
    ),
  )
  return primaryZones.get(id.toLowerCase()) ?? null
}

/** Yields each primary zone of the generated table with its aliases. */
export function* readTimezoneTable(): Generator<readonly [zone: string, ...aliases: string[]]> {
  for (const line of timezoneTable.split('\n')) {
    const [prefix = '', ...zones] = line.split(' ')
    for (const entry of zones) {
      const [name = '', ...aliases] = entry.split('=')
      yield [prefix + name, ...aliases.map((link) => link.replace('~', prefix))]
    }
  }
}
