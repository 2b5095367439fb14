import type * as Library from 'libphonenumber-js/min'
import { checkField } from '../../core/user/checkField.js'
import type { PhoneMessages } from '../../core/messages/phoneMessages.js'
import { plainPhone, toE164 } from './e164.js'

/** What is used of libphonenumber-js: its entries `min`, `mobile` and `max` have all of it. */
export type PhoneMetadata = Pick<
  typeof Library,
  | 'getCountries'
  | 'getCountryCallingCode'
  | 'parsePhoneNumberWithError'
  | 'validatePhoneNumberLength'
>

type Phone = ReturnType<PhoneMetadata['parsePhoneNumberWithError']>
type Country = Phone['country']

/** What stops a save, by the key of its sentence. */
export type PhoneProblem = keyof Pick<
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

export interface PhoneReading {
  /** E.164, `null` where there is nothing, or with a problem what was typed. */
  readonly value: string | null
  readonly problem?: PhoneProblem | undefined
  /** Its length is right, but nobody is known to have such a number. */
  readonly isUnlikely?: boolean | undefined
  /** ISO 3166; none for a number of no country, or of several. */
  readonly country?: string | undefined
  /** The calling code, with its +. */
  readonly code?: string | undefined
  /** The whole number for people, as far as it is known, and its country where that is certain. */
  readonly hint?: { readonly number: string; readonly country: string | undefined } | undefined
  /** What is shown once nobody types any more. */
  readonly formatted: string
  /** Typed with a +, so that it does not hang on a country. */
  readonly isWhole: boolean
}

export interface PhoneContext {
  /** Without it only E.164 can be told from other text. */
  readonly metadata: PhoneMetadata | undefined
  /** The country that a number without a + is of, and that goes on while the calling code is the same. */
  readonly country: string | undefined
  readonly locale: string
}

/** What somebody typed or pasted, understood as far as it goes. */
export function readPhone(typed: string, context: PhoneContext): PhoneReading {
  const plain = plainPhone(typed, context.locale)
  const { metadata } = context
  const isWhole = plain.startsWith('+')
  if (!metadata) return { ...readAlone(typed, plain), country: context.country, isWhole }
  const country = metadata.getCountries().find((one) => one === context.country)
  const codeOf = (one: Country) => one && metadata.getCountryCallingCode(one)
  const { phone, fault } = parse(metadata, plain, country)
  const code = phone?.countryCallingCode ?? (isWhole ? startingCode(metadata, plain) : undefined)
  const isOwn = code === undefined || code === codeOf(country)
  const owner = isOwn ? country : (phone?.country ?? onlyOwner(metadata, code))
  const known = code ?? codeOf(owner)
  const place = { country: owner, code: known && `+${known}`, isWhole }
  if (plain === '') return { ...place, value: null, formatted: '' }
  const problem = fault ?? (phone && problemOf(metadata, phone))
  const isSure = phone?.country === undefined || phone.country === owner
  const hint = phone && { number: phone.formatInternational(), country: isSure ? owner : undefined }
  if (!phone || problem) {
    const isOver = problem === 'tooLong' || problem === 'extension'
    return { ...place, value: typed, problem, formatted: typed, hint: isOver ? undefined : hint }
  }
  return {
    ...place,
    value: phone.number,
    isUnlikely: !phone.isValid(),
    hint,
    formatted: isWhole || !isOwn ? phone.formatInternational() : national(metadata, phone, country),
  }
}

function readAlone(typed: string, plain: string) {
  if (plain === '') return { value: null, formatted: '' }
  const whole = toE164(plain)
  return whole === undefined
    ? { value: typed, formatted: typed, problem: 'needsCode' as const }
    : { value: whole, formatted: typed }
}

function parse(
  metadata: PhoneMetadata,
  plain: string,
  country: Country,
): { readonly phone?: Phone; readonly fault?: PhoneProblem } {
  try {
    const options = { extract: false, ...(country && { defaultCountry: country }) }
    return { phone: metadata.parsePhoneNumberWithError(plain, options) }
  } catch (error) {
    const fault = error instanceof Error ? error.message : ''
    if (fault === 'INVALID_COUNTRY' && plain.startsWith('+')) return { fault: 'unknownCode' }
    return { fault: faults[fault] ?? 'notANumber' }
  }
}

const faults: Readonly<Record<string, PhoneProblem>> = {
  INVALID_COUNTRY: 'needsCountry',
  TOO_SHORT: 'tooShort',
  TOO_LONG: 'tooLong',
  INVALID_LENGTH: 'wrongLength',
}

function problemOf(metadata: PhoneMetadata, phone: Phone): PhoneProblem | undefined {
  const { number, ext } = phone
  if (ext !== undefined) return 'extension'
  if (!phone.isPossible()) {
    return faults[metadata.validatePhoneNumberLength(number) ?? ''] ?? 'notANumber'
  }
  // Some plans have numbers that are shorter or longer than E.164.
  if (!isStorable(number)) return number.length < 9 ? 'tooShort' : 'tooLong'
  // The zeros before a number at home can be more than one, and the next reading would take off another.
  return parse(metadata, number, undefined).phone?.number === number ? undefined : 'notANumber'
}

function isStorable(number: string): boolean {
  return 'value' in checkField('phone', number)
}

/** The calling code of a number that has hardly begun. No code begins with another one. */
function startingCode(metadata: PhoneMetadata, plain: string): string | undefined {
  const digits = plain.replaceAll(/\D/g, '')
  const country = metadata
    .getCountries()
    .find((one) => digits.startsWith(metadata.getCountryCallingCode(one)))
  return country && metadata.getCountryCallingCode(country)
}

function onlyOwner(metadata: PhoneMetadata, code: string): Country {
  const [owner, ...others] = metadata
    .getCountries()
    .filter((one) => metadata.getCountryCallingCode(one) === code)
  return others.length === 0 ? owner : undefined
}

/** As it is dialled at home, if that is read as the same number again. */
function national(metadata: PhoneMetadata, phone: Phone, country: Country): string {
  const text = phone.formatNational()
  const again = parse(metadata, text, country).phone
  return again?.number === phone.number ? text : phone.formatInternational()
}
