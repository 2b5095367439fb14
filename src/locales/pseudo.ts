import type { Locale } from '../core/locale/locale.js'
import { messages } from '../core/messages/messages.js'

const accents = 'ÅåƁƀÇçĐđÉéƑƒĞğĤĥÎîĴĵĶķĻļṀɱÑñÖöÞþǪǫŔŕŠšŢţÛûṼṽŴŵẊẋÝýŽž'

/**
 * A language for tests: English with accents, brackets and a third more characters. What it shows without accents isn't translated, and
 * what it cuts is cut in other languages too.
 * @example
 * <IdentikitProvider locale={pseudo} client={client} userId={userId}>
 */
export const pseudo: Locale = {
  tag: 'en-XA',
  direction: 'ltr',
  messages: /* @__PURE__ */ translate(messages) as typeof messages,
}

/** Returns a part of the messages in the language. Offsets such as `GMT+9` are the same in all languages. */
function translate(part: unknown, key = ''): unknown {
  if (key === 'offset') return part
  if (typeof part === 'string') return accent(part, [])
  if (typeof part === 'function') {
    const make = part as (...given: unknown[]) => string
    return (...given: unknown[]) => accent(make(...given), given.flat())
  }
  const entries = Object.entries(part as object)
  return Object.fromEntries(entries.map(([name, one]) => [name, translate(one, name)]))
}

/** Returns a text with accents, except what was given to its function, such as names. */
function accent(text: string, given: readonly unknown[]): string {
  const kept = given.find((one) => typeof one === 'string' && one !== '' && text.includes(one))
  if (typeof kept === 'string') {
    const parts = text.split(kept).map((part) => accent(part, given))
    return parts.join(kept)
  }
  if (!/[A-Za-z]/.test(text)) return text
  const letters = text.replaceAll(/[A-Za-z]/g, (letter) => {
    const place = (letter.toLowerCase().charCodeAt(0) - 97) * 2
    return accents.charAt(/[a-z]/.test(letter) ? place + 1 : place)
  })
  const more = '·'.repeat(Math.ceil(text.length / 3)).replaceAll(/·{1,5}/g, ' $&')
  return `[${letters}${more}]`
}
