/** A number as people of a locale write it, with its own digits. */
export function formatNumber(locale: string, value: number, places = 6): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: places }).format(value)
}

/** The zeros of the digits that people type on other keyboards: Arabic-Indic, Persian, Devanagari, Bengali, fullwidth. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10] as const

/**
 * The number that somebody wrote: digits of any of these scripts or of the locale, groups of three by any usual mark. `undefined` where it is none,
 * also for `1e3`.
 */
export function parseNumber(
  locale: string,
  text: string,
  { isInteger }: { readonly isInteger: boolean },
): number | undefined {
  const plain = withPlainDigits(locale, text)
    // Marks that only group, and the invisible marks of direction.
    .replaceAll(/[\s_'’٬\p{Cf}]/gu, '')
    .replaceAll(/[٫．]/g, '.')
    .replaceAll(/[،，]/g, ',')
    .replace(/^[−–]/, '-')
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(plain)) return undefined
  const marks = plain.replaceAll(/[^.,]/g, '')
  const last = marks.at(-1) ?? ''
  const first = marks.at(0) ?? ''
  const digits =
    first === last ? withOneMark(plain, first, marks.length) : withTwoMarks(plain, last)
  const value = Number(digits)
  return digits === '' || !Number.isFinite(value) ? undefined : value

  function withOneMark(written: string, mark: string, count: number): string {
    if (mark === '') return written
    const isGrouped = groupsOf(mark).test(written)
    const isGroup = count > 1 || isInteger || mark === groupMarkOf(locale)
    if (isGrouped && isGroup) return written.replaceAll(mark, '')
    return count > 1 ? '' : written.replace(mark, '.')
  }
}

/** Of two marks the last one stands before the fraction. */
function withTwoMarks(written: string, decimal: string): string {
  const group = decimal === '.' ? ',' : '.'
  const [whole = '', ...fraction] = written.split(decimal)
  if (fraction.length !== 1 || !groupsOf(group).test(whole)) return ''
  return `${whole.replaceAll(group, '')}.${fraction[0]}`
}

/** Groups of three; in India the upper ones are of two. */
function groupsOf(mark: string): RegExp {
  return mark === '.' ? /^[+-]?\d{1,3}(?:\.\d{2,3})*\.\d{3}$/ : /^[+-]?\d{1,3}(?:,\d{2,3})*,\d{3}$/
}

function groupMarkOf(locale: string): string | undefined {
  const parts = new Intl.NumberFormat(locale).formatToParts(1_234_567)
  return parts.find(({ type }) => type === 'group')?.value
}

/** The text with `0` to `9` in the place of the digits of any of these scripts or of the locale. */
export function withPlainDigits(locale: string, text: string): string {
  const zero = new Intl.NumberFormat(locale).format(0).codePointAt(0) ?? 0x30
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0
    const from = [...zeros, zero].find((one) => code >= one && code <= one + 9)
    return from === undefined ? character : String(code - from)
  }).join('')
}
