/**
 * White space, control characters and characters that show nothing. Joiners, variation selectors and tags are not among them, because
 * they are parts of emoji and of words in Persian and Indic scripts.
 */
const outer =
  /[\u034F\p{White_Space}\p{Cc}\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\u2800\u3164\uFEFF\uFFA0]/u
const visible = /[^\p{White_Space}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Returns a text without white space and invisible characters at both ends, and `''` for a text that shows nothing. */
export function trimText(text: string): string {
  if (isBlank(text)) return ''
  let [start, end] = [0, text.length]
  // Not a regular expression, which takes time in proportion to the square of a run of blanks.
  while (outer.test(text.charAt(start))) start += 1
  while (outer.test(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** Returns whether a text shows nothing: it is empty, or all its characters are white space or invisible. */
export function isBlank(text: string): boolean {
  return !visible.test(text)
}

/** Returns whether a text holds a character that shows nothing, or white space other than the space, anywhere. */
export function hasInvisible(text: string): boolean {
  return /[^\S ]|[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text)
}

/**
 * Returns the `source` of a write as a history stores it: without characters that a database or a header can't hold, at most 128
 * characters; `undefined` for a blank one. A source is a note, so no text of it makes a write fail.
 */
export function toSource(source: string | undefined): string | undefined {
  const text = trimText((source ?? '').replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' '))
  return Array.from(text).slice(0, 128).join('') || undefined
}

/** Replacements of letters that Unicode doesn't decompose. */
const plain: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** Removes accents, case and punctuation: `São Paulo` and `SAO-PAULO` become `sao paulo`. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[ßæœøłđı]/g, (letter) => plain[letter] ?? letter)
    .replaceAll(/\p{Mn}|['’ʼ.]/gu, '')
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}
