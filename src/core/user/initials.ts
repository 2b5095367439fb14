import type { NamedUser } from './displayName.js'

/** Letters that are words: one of them stands alone. */
const wordScripts =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}|\p{Script=Tibetan})/u
/** Letters that change their shape beside another one. */
const cursiveScripts =
  /^(?:\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Nko}|\p{Script=Mongolian})/u
const gap = '\u2009'
/** "Prof. Dr. Ada" and "Mr Ada", not "J. R. R.", "Chr." nor "MS". */
const title = /^(?:(?:M[rsx]|Mrs|Dr|Prof)\.?|(?:Rev|Hon|Dipl|Ing|Hr|Fr|Sra?|Srta|Mme|Mlle)\.)$/u
const suffix = /^(?:[js]r\.?|i{2,3}|iv|ph\.?d\.?|m\.?d\.?)$/iu

/**
 * The one or two letters that stand for somebody without a picture, by what people take for letters: the first of the first word
 * and of the last one, and only one where a script has no such habit, or of emoji. Empty where nothing is known.
 */
export function getInitials({ name, firstName, lastName, email }: NamedUser): string {
  const both = `${firstName ?? ''} ${lastName ?? ''}`
  return (
    getNameInitials(name ?? '') || getNameInitials(both) || toCapital(splitWords(email ?? '')[0])
  )
}

function getNameInitials(name: string): string {
  const words = splitWords(name)
    .filter((word, index, { length }) => !title.test(word) || index === length - 1)
    .filter((word, index) => index < 2 || !suffix.test(word))
  const first = toCapital(words[0])
  // "Ada Lovelace 🦄"
  const last = toCapital(words.slice(1).filter(isWritten).at(-1))
  if (!isWritten(first) || wordScripts.test(first) || wordScripts.test(last)) return first
  return cursiveScripts.test(first) && cursiveScripts.test(last) ? first + gap + last : first + last
}

/** The words, without what stands in brackets, such as pronouns, and without the marks before each. */
function splitWords(text: string): string[] {
  const plain = text.normalize('NFC').replaceAll(/[(（[].*?[)）\]]|\p{Cc}/gu, ' ')
  const words = plain.split(/\s+/u).map((word) => word.replace(/^[^\p{L}\p{N}\p{So}]+/u, ''))
  return words.filter(Boolean)
}

function isWritten(text: string): boolean {
  return /^[\p{L}\p{N}]/u.test(text)
}

function toCapital(word = ''): string {
  const first = getFirstGrapheme(word)
  // Few fonts have capitals of Georgian, and those of "ß" are two.
  return /^\p{Script=Georgian}/u.test(first) ? first : getFirstGrapheme(first.toUpperCase())
}

let segmenter: Intl.Segmenter | undefined

function getFirstGrapheme(text: string): string {
  if (!('Segmenter' in Intl)) return getFirstCluster(text)
  segmenter ??= new Intl.Segmenter('en')
  return segmenter.segment(text).containing(0)?.segment ?? ''
}

/** Two letters of a flag, or a character with its marks and whatever is joined to it. */
function getFirstCluster(text: string): string {
  const cluster =
    /^(?:\p{RI}\p{RI}|.(?:[\p{M}\p{Emoji_Modifier}]|\u200D\p{Extended_Pictographic})*)/su
  return cluster.exec(text)?.[0] ?? ''
}
