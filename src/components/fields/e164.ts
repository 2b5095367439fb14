import { checkField } from '../../core/user/checkField.js'
import { withPlainDigits } from '../../core/numberFormat.js'

/** Returns a typed number with ASCII digits, without direction marks and without the `tel:` of a link. */
export function normalizePhone(typed: string, locale: string): string {
  const plain = withPlainDigits(locale, typed.normalize('NFKC'))
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .replace(/^tel:(?:\/\/)?\s*/i, '')
  // Until 2019, Mexican mobile numbers had a 1 after the country code, and address books still have it.
  return plain.replace(/^\+\s*52\D*1(?=(?:\D*\d){10}\D*$)/, '+52 ')
}

/** Returns the E.164 form of a normalized number with a +, as far as it can be told without numbering plans. */
export function toE164(plain: string): string | undefined {
  // A zero in brackets is dialed only within the country, except in Italy and San Marino.
  const trunk = /^\+\s*3(?:9|78)/.test(plain) ? '0' : ''
  const bare = plain.replace(/\(0\)/, trunk).replaceAll(/[\s\p{Pd}−./()[\]]/gu, '')
  return 'value' in checkField('phone', bare) ? bare : undefined
}
