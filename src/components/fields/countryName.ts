import { memoize } from '../../core/memoize.js'

const names = new Map<string, Intl.DisplayNames>()

/** Returns the name of a country (ISO 3166, e.g. `GB`) in a language. Names differ between engines, so never render them on the server. */
export function countryName(locale: string, country: string): string | undefined {
  return memoize(names, locale, createNames).of(country)
}

const createNames = (locale: string) => new Intl.DisplayNames(locale, { type: 'region' })
