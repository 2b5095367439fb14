import { trimText } from '../text.js'
import { isE164 } from './e164.js'

const isDigit = (code: number) => /\p{Nd}/u.test(String.fromCodePoint(code))

/** Returns a digit of any script as `0` to `9`. Unicode has the ten digits of a script one after the other. */
function toAsciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (isDigit(zero - 1)) zero -= 1
  return String((code - zero) % 10)
}

/** Returns a written number with ASCII digits, without invisible characters and without the `tel:` of a link. */
export function normalizePhone(written: string): string {
  const plain = trimText(written.normalize('NFKC'))
    .replaceAll(/\p{Nd}/gu, toAsciiDigit)
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[·•∙⋅‧_'’]/g, ' ')
    .replace(/^tel:(?:\/\/)?\s*/i, '')
    .replace(/^[([]\s*(\+|0\s*0)\s*(\d+)\s*[)\]]/, '$1$2 ')
  // Until 2019, Mexican mobile numbers had a 1 after the country code, and address books still have it.
  return plain.replace(/^(\+|0\s*0)\s*52\D*1(?=(?:\D*\d){10}\D*$)/, '$152 ')
}

/** Replaces the international prefix of most countries. */
export function withPlus(plain: string): string {
  return plain.replace(/^0\s*0/, '+')
}

/** The country codes after which a zero is never dialed. */
const trunkZero =
  /^\+(?:[17]|2[07]|3[0-46]|4[013-689]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?!22[5679]|24[127]|378|8[08]|992)(?:2[1-69]|3[578]|42|5[09]|6[7-9]|8[0578]|9[679])\d)0/

/** Returns the E.164 form of an international number, as far as it can be told without numbering plans. */
export function toE164(written: string): string | undefined {
  const plain = withPlus(normalizePhone(written))
  // A zero in brackets is dialed only within the country, except in Italy and San Marino.
  const zero = /^\+\s*3(?:9|78)/.test(plain) ? '0' : ''
  const bare = plain.replace(/\(\s*0\s*\)/, zero).replaceAll(/[\s\p{Pd}−./()[\]]/gu, '')
  return isE164(bare) && !trunkZero.test(bare) ? bare : undefined
}
