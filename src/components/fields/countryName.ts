import { memoize } from '../../core/memoize.js'

const names = new Map<string, Intl.DisplayNames>()

/** What a country (ISO 3166, e.g. `GB`) is called in a language. Engines disagree, so never in server HTML. */
export function countryName(locale: string, country: string): string | undefined {
  return memoize(names, locale, makeNames).of(country)
}

const makeNames = (locale: string) => new Intl.DisplayNames(locale, { type: 'region' })
