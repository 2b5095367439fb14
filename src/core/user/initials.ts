import type { NamedUser } from './displayName.js'

/** Scripts whose letters are words, so one letter is enough. */
const wordScripts =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Script=Thai}|\p{Script=Lao}|\p{Script=Khmer}|\p{Script=Myanmar}|\p{Script=Tibetan})/u
/** Scripts whose letters change their shape beside another one. */
const cursiveScripts =
  /^(?:\p{Script=Arabic}|\p{Script=Syriac}|\p{Script=Nko}|\p{Script=Mongolian})/u
const gap = '\u2009'
/** "Prof. Dr. Ada" and "Mr Ada", not "J. R. R.", "Chr." nor "MS". */
const title = /^(?:(?:M[rsx]|Mrs|Dr|Prof)\.?|(?:Rev|Hon|Dipl|Ing|Hr|Fr|Sra?|Srta|Mme|Mlle)\.)$/u
const suffix = /^(?:[js]r\.?|i{2,3}|iv|ph\.?d\.?|m\.?d\.?)$/iu

/**
 * Returns one or two initials: the first grapheme of the first and of the last word. Scripts without initials and emoji give one.
 * Returns an empty string for a user without a name.
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

/** Returns the words without parts in brackets, such as pronouns, and without leading punctuation. */
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

/** Matches a flag, or a character with its combining marks and joined characters. */
function getFirstCluster(text: string): string {
  const cluster =
    /^(?:\p{RI}\p{RI}|.(?:[\p{M}\p{Emoji_Modifier}]|\u200D\p{Extended_Pictographic})*)/su
  return cluster.exec(text)?.[0] ?? ''
}
