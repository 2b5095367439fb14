import type * as Library from 'libphonenumber-js/min'
import type { PhoneMessages } from '../messages/phoneMessages.js'
import { isE164 } from './e164.js'
import { normalizePhone, withPlus } from './normalizePhone.js'

/** The functions that are used of libphonenumber-js. Its entries `min`, `mobile` and `max` all have them. */
export type PhoneMetadata = Pick<
  typeof Library,
  | 'getCountries'
  | 'getCountryCallingCode'
  | 'parsePhoneNumberWithError'
  | 'validatePhoneNumberLength'
>

type Phone = ReturnType<PhoneMetadata['parsePhoneNumberWithError']>
type Country = Phone['country']

/** Why a number can't be saved: the key of its message. */
export type PhoneError = keyof Pick<
  PhoneMessages,
  | 'needsCountry'
  | 'unknownCode'
  | 'tooShort'
  | 'tooLong'
  | 'wrongLength'
  | 'notANumber'
  | 'extension'
  | 'needsCode'
>

/** How a written number is understood. */
export interface PhoneReading {
  /** E.164; `null` for an empty text; the written text if there is an error. */
  readonly value: string | null
  readonly error?: PhoneError | undefined
  /** Whether the length is right but the number isn't in its country's numbering plan. */
  readonly isUnlikely?: boolean | undefined
  /** ISO 3166; `undefined` for a number of no country or of several. */
  readonly country?: string | undefined
  /** With its +. */
  readonly callingCode?: string | undefined
  /** The formatted international number, and its country if that is certain. */
  readonly hint?: { readonly number: string; readonly country: string | undefined } | undefined
  /** The text that the input shows on blur. */
  readonly formatted: string
  /** Whether it was written with a country code, so that the selected country doesn't matter. */
  readonly isInternational: boolean
}

/** The one way in which numbers are read: by the inputs, by the clients and by the import. */
export interface PhoneReader {
  readonly metadata: PhoneMetadata
  /** Reads a number that a person types. `country` is the one of a number without a country code. */
  readonly read: (written: string, country?: string) => PhoneReading
  /** Returns a number with a country code in E.164, or why it is no complete number. */
  readonly check: (written: string) => PhoneCheckResult
}

/** A number in E.164, or what is wrong with it: for the developer, and the key of the message. */
export type PhoneCheckResult =
  | { readonly value: string }
  | { readonly error: string; readonly reason?: PhoneError }

/** Creates a reader from the numbering plans of libphonenumber-js. */
export function createPhoneReader(metadata: PhoneMetadata): PhoneReader {
  return {
    metadata,
    read: (written, country) => readPhone(metadata, written, country),
    check(written) {
      const { phone, error } = interpret(metadata, normalizePhone(written), undefined)
      if (phone && !error) return { value: phone.number }
      const reason = error ?? 'notANumber'
      return { error: texts[reason], reason }
    },
  }
}

const needsCode = 'has no country code; write it like +442079460018'

const texts: Readonly<Record<PhoneError, string>> = {
  needsCountry: needsCode,
  needsCode,
  unknownCode: 'starts with a country code that does not exist',
  tooShort: 'has too few digits for its country',
  tooLong: 'has too many digits for its country',
  wrongLength: 'has too many or too few digits for its country',
  notANumber: 'is not a phone number such as +442079460018',
  extension: 'has an extension, which E.164 cannot hold',
}

function readPhone(
  metadata: PhoneMetadata,
  written: string,
  selected: string | undefined,
): PhoneReading {
  const country = metadata.getCountries().find((id) => id === selected)
  const getCode = (id: Country) => id && metadata.getCountryCallingCode(id)
  const { plain, phone, error } = interpret(metadata, normalizePhone(written), country)
  const isInternational = plain.startsWith('+')
  const code =
    phone?.countryCallingCode ?? (isInternational ? findCallingCode(metadata, plain) : undefined)
  const isOwn = code === undefined || code === getCode(country)
  const owner = isOwn ? country : (phone?.country ?? findOnlyCountry(metadata, code))
  const callingCode = code ?? getCode(owner)
  const place = {
    country: owner,
    callingCode: callingCode && `+${callingCode}`,
    isInternational,
  }
  if (plain === '') return { ...place, value: null, formatted: '' }
  const isCertain = phone?.country === undefined || phone.country === owner
  const hint = phone && {
    number: phone.formatInternational(),
    country: isCertain ? owner : undefined,
  }
  if (!phone || error) {
    const isTooLong = error === 'tooLong' || error === 'extension'
    const isHidden = isTooLong || (phone && isCompleted(plain, phone))
    return {
      ...place,
      value: written,
      error,
      formatted: written,
      hint: isHidden ? undefined : hint,
    }
  }
  return {
    ...place,
    value: phone.number,
    isUnlikely: !phone.isValid(),
    hint,
    formatted:
      isInternational || !isOwn
        ? phone.formatInternational()
        : formatNational(metadata, phone, country),
  }
}

/** One way to understand a number. */
interface Interpretation {
  readonly plain: string
  readonly phone?: Phone | undefined
  readonly error?: PhoneError | undefined
}

/** Returns the first interpretation that is in a numbering plan, else the first with a possible length, else the first. */
function interpret(metadata: PhoneMetadata, plain: string, country: Country): Interpretation {
  const international = withPlus(plain)
  if (country && international !== plain) {
    const written = parse(metadata, international, undefined)
    // Some countries dial two zeros before a carrier, so that the country's own code would be part of another number.
    const isOwn = written.phone?.country === country
    const isLeft = parse(metadata, plain, country).phone?.nationalNumber.startsWith('00')
    if ((isOwn || isLeft) && !written.error && written.phone?.isValid()) return written
  }
  const [first, ...others] = [...(country ? [plain] : []), international]
    .flatMap((text) => [text, text.replace(/\(\s*0\s*\)/, '')])
    .filter((text, index, all) => all.indexOf(text) === index) as [string, ...string[]]
  let best = parse(metadata, first, country)
  for (const text of others) {
    if (!best.error && best.phone?.isValid()) break
    const other = parse(metadata, text, country)
    if (!other.error && (best.error || other.phone?.isValid())) best = other
  }
  return best
}

function parse(metadata: PhoneMetadata, written: string, country: Country): Interpretation {
  const plain = withoutFormerPrefix(written, country)
  try {
    const options = { extract: false, ...(country && { defaultCountry: country }) }
    const phone = metadata.parsePhoneNumberWithError(plain, options)
    return { plain, phone, error: findError(metadata, plain, phone) }
  } catch (thrown) {
    const code = thrown instanceof Error ? thrown.message : ''
    const isUnknown = code === 'INVALID_COUNTRY' && plain.startsWith('+')
    return { plain, error: isUnknown ? 'unknownCode' : (errors[code] ?? 'notANumber') }
  }
}

/** Removes what was dialed before a number in the past, or is dialed only within its country. Address books still have it. */
function withoutFormerPrefix(plain: string, country: Country): string {
  if (country === 'MX') return plain.replace(/^0(?:1|4[45])(?=(?:\D*\d){10}\D*$)/, '')
  return (
    plain
      .replace(/^\+\s*52\D*0\D*(?:1|4[45])(?=(?:\D*\d){10}\D*$)/, '+52 ')
      // An Argentine mobile number has a 9 after the country code, or a 15 after the area code.
      .replace(/^\+\s*54\D*9\D*0(?=(?:\D*\d){10,12}\D*$)/, '+54 9 ')
      .replace(/^\+\s*54\D*9(?=(?:\D*\d){12}\D*$)/, '+54 ')
  )
}

/** Messages by the error codes of libphonenumber-js. */
const errors: Readonly<Record<string, PhoneError>> = {
  INVALID_COUNTRY: 'needsCountry',
  TOO_SHORT: 'tooShort',
  TOO_LONG: 'tooLong',
  INVALID_LENGTH: 'wrongLength',
}

function findError(metadata: PhoneMetadata, plain: string, phone: Phone): PhoneError | undefined {
  const { number, ext, countryCallingCode, nationalNumber } = phone
  // The library drops a subaddress (RFC 3966).
  if (ext !== undefined || /;\s*isub=/i.test(plain)) return 'extension'
  if (!phone.isPossible()) {
    return errors[metadata.validatePhoneNumberLength(number) ?? ''] ?? 'notANumber'
  }
  // Some numbering plans have numbers that are shorter or longer than E.164.
  if (!isE164(number)) return number.length < 9 ? 'tooShort' : 'tooLong'
  if (isCompleted(plain, phone)) return 'tooShort'
  // Besides a prefix of one or two digits that is dialed within the country, nothing is removed.
  const removed = countDigits(plain) - countryCallingCode.length - nationalNumber.length
  if (plain.startsWith('+') && removed > 2) return 'tooLong'
  // A number with several leading zeros loses one with each parse.
  return plain === number || metadata.parsePhoneNumberWithError(number).number === number
    ? undefined
    : 'notANumber'
}

/**
 * Returns whether the library added digits to an incomplete number: the area code of Barbados to `246 430 1`, for example, which makes it
 * another number. In Argentina, it replaces the prefix 15 by a 9, which is the same number.
 */
function isCompleted(plain: string, { countryCallingCode, nationalNumber }: Phone): boolean {
  return countryCallingCode !== '54' && !plain.replaceAll(/\D/g, '').endsWith(nationalNumber)
}

const countDigits = (text: string) => text.replaceAll(/\D/g, '').length

/** Returns the calling code that an incomplete number starts with. No code is the start of another. */
function findCallingCode(metadata: PhoneMetadata, plain: string): string | undefined {
  const digits = plain.replaceAll(/\D/g, '')
  const country = metadata
    .getCountries()
    .find((id) => digits.startsWith(metadata.getCountryCallingCode(id)))
  return country && metadata.getCountryCallingCode(country)
}

/** Returns the country of a calling code, unless several share it. */
function findOnlyCountry(metadata: PhoneMetadata, code: string): Country {
  const [owner, ...others] = metadata
    .getCountries()
    .filter((id) => metadata.getCountryCallingCode(id) === code)
  return others.length === 0 ? owner : undefined
}

/** Returns the national format, if it parses to the same number again. */
function formatNational(metadata: PhoneMetadata, phone: Phone, country: Country): string {
  const text = phone.formatNational()
  const again = parse(metadata, text, country)
  return !again.error && again.phone?.number === phone.number ? text : phone.formatInternational()
}
