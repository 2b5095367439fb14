import { trimText } from './text.js'

/**
 * Returns the `source` of a write as a history stores it: without characters that a database or a header can't hold, at most 128
 * characters; `undefined` for a blank one. A source is a note, so no text of it makes a write fail.
 */
export function toSource(source: string | undefined): string | undefined {
  const text = trimText((source ?? '').replaceAll(/[\p{Cc}\p{Surrogate}]/gu, ' '))
  return Array.from(text).slice(0, 128).join('') || undefined
}
