import { checkField } from '../../core/user/checkField.js'
import { withPlainDigits } from '../../core/numberFormat.js'

/** What was typed, in plain digits: marks of direction and what a link begins with are not the number's. */
export function plainPhone(typed: string, locale: string): string {
  const plain = withPlainDigits(locale, typed.normalize('NFKC'))
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
    .replace(/^tel:(?:\/\/)?\s*/i, '')
  // Mexico called mobile phones by a 1 until 2019, and address books still have it.
  return plain.replace(/^\+\s*52\D*1(?=(?:\D*\d){10}\D*$)/, '+52 ')
}

/** E.164 of plain text with a +, as far as that can be told without knowing the numbers of the world. */
export function toE164(plain: string): string | undefined {
  // The zero in brackets is only dialled at home, but for Italy and San Marino.
  const trunk = /^\+\s*3(?:9|78)/.test(plain) ? '0' : ''
  const bare = plain.replace(/\(0\)/, trunk).replaceAll(/[\s\p{Pd}−./()[\]]/gu, '')
  return 'value' in checkField('phone', bare) ? bare : undefined
}
