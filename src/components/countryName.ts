const names = new Map<string, Intl.DisplayNames>()

/** What a country (ISO 3166, e.g. `GB`) is called in a language. Engines disagree, so never in server HTML. */
export function countryName(locale: string, country: string): string | undefined {
  const made = names.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' })
  names.set(locale, made)
  return made.of(country)
}
