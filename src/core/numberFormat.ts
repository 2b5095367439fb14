/** Formats a number in a locale. */
export function formatNumber(locale: string, value: number, places = 6): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: places }).format(value)
}

/** The zeros of Arabic-Indic, Persian, Devanagari, Bengali and fullwidth digits. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10] as const

/** Parses a number with the digits and separators of common locales. Returns `undefined` for other text, `1e3` included. */
export function parseNumber(
  locale: string,
  text: string,
  { isInteger }: { readonly isInteger: boolean },
): number | undefined {
  const plain = withPlainDigits(locale, text)
    // Group separators and invisible direction marks.
    .replaceAll(/[\s_'’٬\p{Cf}]/gu, '')
    .replaceAll(/[٫．]/g, '.')
    .replaceAll(/[،，]/g, ',')
    .replace(/^[−–]/, '-')
  if (!/\d/.test(plain)) return undefined
  const marks = plain.replaceAll(/[^.,]/g, '')
  const last = marks.at(-1) ?? ' '
  // Of two kinds of marks, the last one is the decimal separator.
  const isGroup =
    marks.replaceAll(last, '') === '' &&
    grouped.test(plain) &&
    (marks.length > 1 || isInteger || last === getGroupSeparator(locale))
  const [whole = '', fraction = '', ...others] = isGroup ? [plain] : plain.split(last)
  if (others.length > 0 || !(/^[+-]?\d*$/.test(whole) || grouped.test(whole))) return undefined
  const value = Number(`${whole.replaceAll(/[.,]/g, '')}.${fraction}`)
  return Number.isFinite(value) ? value : undefined
}

/** Matches groups of three digits; in India, the higher groups have two. */
const grouped = /^[+-]?\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3}$/

function getGroupSeparator(locale: string): string | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567)
  return parts.find(({ type }) => type === 'group')?.value
}

/** Replaces the digits of other scripts with `0` to `9`. */
export function withPlainDigits(locale: string, text: string): string {
  const zero = new Intl.NumberFormat(locale).format(0).codePointAt(0) ?? 0x30
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    const from = [...zeros, zero].find((first) => code >= first && code <= first + 9)
    return from === undefined ? character : String(code - from)
  }).join('')
}
