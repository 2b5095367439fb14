import type { getTimezone } from '../../core/timezone/timezone.js'
import { countryName } from './countryName.js'
import type { PhoneMetadata } from '../../core/contact/phoneReader.js'

/** A country with its calling code. */
export interface PhoneCountry {
  /** ISO 3166. */
  readonly id: string
  readonly name: string
  /** With its +. */
  readonly callingCode: string
}

/** Returns every country that has a calling code, sorted by its name in a language. */
export function listPhoneCountries(
  metadata: PhoneMetadata,
  locale: string,
): readonly PhoneCountry[] {
  const { compare } = new Intl.Collator(locale)
  return metadata
    .getCountries()
    .map((id) => ({
      id,
      name: countryName(locale, id) ?? id,
      callingCode: `+${metadata.getCountryCallingCode(id)}`,
    }))
    .sort((a, b) => compare(a.name, b.name))
}

/** The table of time zones, which has their countries. */
export interface TimezoneCountries {
  readonly getTimezone: typeof getTimezone
}

/** What a country is guessed from. */
export interface PhoneGuess {
  /** The host's default, ISO 3166. */
  readonly country: string | undefined
  readonly timezone: string | null | undefined
  /** The browser's languages. */
  readonly languages: readonly string[]
}

/**
 * Returns the country of numbers without a country code, ISO 3166.
 * @param timezones `undefined` while they are loaded, `null` if they can't be loaded
 */
export function guessPhoneCountry(
  { country, timezone, languages }: PhoneGuess,
  metadata: PhoneMetadata | undefined,
  timezones: TimezoneCountries | null | undefined,
): string | undefined {
  // Another country would be shown for a moment.
  if (!country && timezone && timezones === undefined) return undefined
  const timezoneCountry = timezone ? timezones?.getTimezone(timezone)?.country : undefined
  const tags = [...languages.filter((tag) => !isGeneric(tag)), ...languages.filter(isGeneric)]
  const supported = metadata && new Set<string>(metadata.getCountries())
  return [country?.toUpperCase(), timezoneCountry, ...tags.map(getRegion)].find(
    (code) => code !== undefined && (supported?.has(code) ?? /^[A-Z]{2}$/.test(code)),
  )
}

/** Returns whether a language says nothing about the country: browsers that resist fingerprinting report `en-US`. */
function isGeneric(tag: string): boolean {
  return tag.toLowerCase() === 'en-us'
}

function getRegion(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region
  } catch {
    return undefined
  }
}
