import { getFieldEntry, userFlags } from '../../core/user/fields.js'
import { readTimezone } from '../../core/timezone/readTimezone.js'
import { isUserField } from '../../core/user/user.js'
import { readDate } from './readDate.js'

/** The value of a cell, or why it can't be read. If its text is lost, only another export can correct it. */
export type ValueReading =
  | { readonly value: string | boolean }
  | { readonly error: string; readonly isLost?: boolean }

const flags: readonly string[] = userFlags

/** The words for true of databases, of people, and of Excel in German, French, Spanish, Italian, Portuguese and Dutch. */
const trueWords = new Set('true t yes y 1 on wahr vrai verdadero vero verdadeiro waar'.split(' '))
const falseWords = new Set('false f no n 0 off falsch faux falso onwaar'.split(' '))

/** Reads the trimmed text of a field, of a CSV cell or of a JSON string. */
export function readText(target: string, text: string): ValueReading {
  if (flags.includes(target)) return { value: readFlag(text) }
  if (!isUserField(target)) return { value: text }
  const { kind } = getFieldEntry(target)
  if (kind === 'date') return readDate(text)
  // The check of the field names the error.
  if (kind === 'timezone') return { value: readTimezone(text) ?? text }
  // Exports write it before a plus, so that a spreadsheet doesn't read the number as a formula.
  return { value: kind === 'phone' ? text.replace(/^'(?=\+)/, '') : text }
}

/** Returns the text itself if it is neither true nor false; the check of the field refuses it. */
function readFlag(text: string): string | boolean {
  const word = text.toLowerCase()
  if (trueWords.has(word)) return true
  return falseWords.has(word) ? false : text
}

const spreadsheetError = /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NUM!|NULL!|ERROR!|SPILL!|CALC!|#+)$/
/** A number of more digits than a cell of the format General shows: 11, and fewer in a narrow column. */
const shortened = /^-?\d(?:[.,]\d+)?e\+(?:1[1-9]|[2-9]\d|\d{3})$/i
const shortenedInNarrowColumn = /^-?\d(?:[.,]\d+)?E\+\d+$/

/** Reads the trimmed text of a CSV cell. */
export function readCell(target: string, cell: string): ValueReading {
  if (spreadsheetError.test(cell)) {
    return {
      error: 'holds an error of the spreadsheet. Format the column as text and export it again',
      isLost: true,
    }
  }
  const isNumber = target === 'id' || target === 'phone'
  if (shortened.test(cell) || (isNumber && shortenedInNarrowColumn.test(cell))) {
    return {
      error:
        'was shortened by a spreadsheet and has lost digits. Format the column as text and export it again',
      isLost: true,
    }
  }
  return readText(target, cell)
}
