import type * as Library from 'libphonenumber-js/min'
import { checkField } from '../../core/user/checkField.js'
import type { PhoneMessages } from '../../core/messages/phoneMessages.js'
import { normalizePhone, toE164 } from './e164.js'

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

/** How a typed number is understood. */
export interface PhoneReading {
  /** E.164; `null` for an empty text; the typed text if there is an error. */
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
  /** Whether it was typed with a +, so that the selected country doesn't matter. */
  readonly isInternational: boolean
}

/** What a number is read with. */
export interface PhoneContext {
  /** Without it, only E.164 is recognized. */
  readonly metadata: PhoneMetadata | undefined
  /** The country of a number without a +, and of one with the same calling code. */
  readonly country: string | undefined
  readonly locale: string
}

/** Reads a typed or pasted number. */
export function readPhone(typed: string, context: PhoneContext): PhoneReading {
  const plain = normalizePhone(typed, context.locale)
  const { metadata } = context
  const isInternational = plain.startsWith('+')
  if (!metadata) {
    return { ...readWithoutPlans(typed, plain), country: context.country, isInternational }
  }
  const country = metadata.getCountries().find((id) => id === context.country)
  const getCode = (id: Country) => id && metadata.getCountryCallingCode(id)
  const { phone, error: parseError } = parse(metadata, plain, country)
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
  const error = parseError ?? (phone && findError(metadata, phone))
  const isCertain = phone?.country === undefined || phone.country === owner
  const hint = phone && {
    number: phone.formatInternational(),
    country: isCertain ? owner : undefined,
  }
  if (!phone || error) {
    const isTooLong = error === 'tooLong' || error === 'extension'
    return { ...place, value: typed, error, formatted: typed, hint: isTooLong ? undefined : hint }
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

function readWithoutPlans(typed: string, plain: string) {
  if (plain === '') return { value: null, formatted: '' }
  const e164 = toE164(plain)
  return e164 === undefined
    ? { value: typed, formatted: typed, error: 'needsCode' as const }
    : { value: e164, formatted: typed }
}

function parse(
  metadata: PhoneMetadata,
  plain: string,
  country: Country,
): { readonly phone?: Phone; readonly error?: PhoneError } {
  try {
    const options = { extract: false, ...(country && { defaultCountry: country }) }
    return { phone: metadata.parsePhoneNumberWithError(plain, options) }
  } catch (thrown) {
    const code = thrown instanceof Error ? thrown.message : ''
    if (code === 'INVALID_COUNTRY' && plain.startsWith('+')) return { error: 'unknownCode' }
    return { error: errors[code] ?? 'notANumber' }
  }
}

/** Messages by the error codes of libphonenumber-js. */
const errors: Readonly<Record<string, PhoneError>> = {
  INVALID_COUNTRY: 'needsCountry',
  TOO_SHORT: 'tooShort',
  TOO_LONG: 'tooLong',
  INVALID_LENGTH: 'wrongLength',
}

function findError(metadata: PhoneMetadata, phone: Phone): PhoneError | undefined {
  const { number, ext } = phone
  if (ext !== undefined) return 'extension'
  if (!phone.isPossible()) {
    return errors[metadata.validatePhoneNumberLength(number) ?? ''] ?? 'notANumber'
  }
  // Some numbering plans have numbers that are shorter or longer than E.164.
  if (!('value' in checkField('phone', number))) return number.length < 9 ? 'tooShort' : 'tooLong'
  // A number with several leading zeros loses one with each parse.
  return parse(metadata, number, undefined).phone?.number === number ? undefined : 'notANumber'
}

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
  const parsed = parse(metadata, text, country).phone
  return parsed?.number === phone.number ? text : phone.formatInternational()
}
