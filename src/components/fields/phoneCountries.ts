import { getTimezone } from '../../core/timezone/timezone.js'
import { countryName } from './countryName.js'
import type { PhoneMetadata } from './phoneNumber.js'

export interface PhoneCountry {
  /** ISO 3166. */
  readonly id: string
  readonly name: string
  /** With its +. */
  readonly code: string
}

/** Every country with a calling code, in the order and by the names of a language. */
export function phoneCountries(metadata: PhoneMetadata, locale: string): readonly PhoneCountry[] {
  const { compare } = new Intl.Collator(locale)
  return metadata
    .getCountries()
    .map((id) => ({
      id,
      name: countryName(locale, id) ?? id,
      code: `+${metadata.getCountryCallingCode(id)}`,
    }))
    .sort((a, b) => compare(a.name, b.name))
}

export interface PhoneGuess {
  /** Of the host. */
  readonly country: string | undefined
  readonly timezone: string | null | undefined
  /** Of the browser, where there is one. */
  readonly languages: readonly string[]
}

/** The country that numbers without a code are of, before anybody said. */
export function guessPhoneCountry(
  { country, timezone, languages }: PhoneGuess,
  metadata: PhoneMetadata | undefined,
): string | undefined {
  const place = timezone ? getTimezone(timezone)?.country : undefined
  const tags = [...languages.filter(isTelling), ...languages.filter((tag) => !isTelling(tag))]
  const known = metadata && new Set<string>(metadata.getCountries())
  return [country?.toUpperCase(), place, ...tags.map(regionOf)].find(
    (one) => one !== undefined && (known?.has(one) ?? /^[A-Z]{2}$/.test(one)),
  )
}

/** Browsers that hide who somebody is say `en-US`. */
function isTelling(tag: string): boolean {
  return tag.toLowerCase() !== 'en-us'
}

function regionOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).region
  } catch {
    return undefined
  }
}
