import type { TimezoneSearchOptions } from './findTimezones.js'
import type { Timezone } from './timezone.js'

/**
 * Returns the time zones that match a city, a state, a country, a clock such as `Eastern Time`, an abbreviation such as `pst`, an
 * offset such as `+5:30` or `gmt-8`, a tzdb name, a name of Windows or a label of Outlook, best match first. An empty query
 * returns all of them. The first call loads the names, about 14 kB.
 * @throws what `import()` throws if the names can't be loaded
 * @example
 * const [best] = await searchTimezones('Eastern Time') // America/New_York
 */
export async function searchTimezones(
  query: string,
  options?: TimezoneSearchOptions,
): Promise<Timezone[]> {
  const { findTimezones } = await import('./findTimezones.js')
  return findTimezones(query, options)
}
