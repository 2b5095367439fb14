/** City names that tzdb writes without accents, points or apostrophes. */
const cities = `Asunción,Belém,Bogotá,Büsingen,Cancún,Chișinău,Ciudad Juárez,Córdoba,Cuiabá,Curaçao,Eirunepé,El Aaiún,Lomé,Maceió,Mahé,Mazatlán,Mérida,N'Djamena,Nouméa,Réunion,Río Gallegos,Santarém,São Paulo,São Tomé,St. Barthélemy,St. Helena,St. John's,St. Kitts,St. Lucia,St. Thomas,St. Vincent,Tucumán,Zürich`

let spelled: ReadonlyMap<string, string> | undefined

/** Returns a city as a key of `spelled`. */
const toKey = (city: string) =>
  city
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mn}|[.']/gu, '')

/**
 * Returns the city of a tzdb name, with the state if the name alone is ambiguous: `São Paulo`, `Knox, Indiana`. It has its own file, so that a
 * city can be shown without the table of time zones; the city of an alias is its own.
 */
export function formatCity(id: string): string {
  spelled ??= new Map(cities.split(',').map((city) => [toKey(city), city]))
  const [, ...places] = id.replaceAll('_', ' ').split('/')
  const [state, name = state ?? id] = places
  const city = spelled.get(toKey(name)) ?? name
  // Argentina's cities need no province, because their country is shown.
  return places.length > 1 && state !== 'Argentina' ? `${city}, ${state}` : city
}
