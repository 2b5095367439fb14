import { parse } from 'csv-parse/sync'
import { readHeader, type ToRecord } from './readHeader.js'
import type { Item } from './readJsonl.js'
import type { Line } from './readLines.js'
import { UsageError } from './terminal.js'

/** The most lines of a row. A quote that is open for longer is an error. */
const maxLines = 200

type Cells = { readonly cells: readonly string[] } | { readonly error: string }

type Row = { readonly line: number; readonly text: string } & Cells

/**
 * Reads users from CSV with a header.
 * @throws UsageError if the header can't be read
 */
export async function* readCsv(lines: AsyncIterable<Line>): AsyncGenerator<Item> {
  let toRecord: ToRecord | undefined
  let width = 0
  for await (const { line, text, ...row } of readRows(lines)) {
    if (!toRecord) {
      if ('error' in row) throw new UsageError(`The header can't be read. ${row.error}`)
      const names = row.cells.map((name) => name.trim())
      if (names.some((name) => name.includes('\r'))) throw new UsageError(carriageReturns)
      width = names.length
      toRecord = readHeader(names)
    } else if ('error' in row) yield { line, text, error: row.error }
    else if (row.cells.length === width) yield { line, record: toRecord(row.cells) }
    else yield { line, text, error: getWidthError(row.cells.length, width) }
  }
  if (!toRecord) throw new UsageError('The file is empty.')
}

/**
 * Splits lines into rows. The streaming parser of csv-parse can't: it takes all rows after a quote that isn't closed for the cell,
 * and here only the row with the quote fails.
 */
async function* readRows(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  const pending: Line[] = []
  for await (const line of lines) {
    pending.push(line)
    yield* takeRows(pending, false)
  }
  yield* takeRows(pending, true)
}

/** Removes complete rows from the start of the pending lines. */
function* takeRows(pending: Line[], isEnd: boolean): Generator<Row> {
  for (;;) {
    const found = findRow(pending, isEnd)
    if (!found) return
    const { size, ...row } = found
    pending.splice(0, size)
    if ('error' in row || row.text.trim() !== '') yield row
  }
}

const openQuote = { error: 'A quote is not closed.' }

/** Returns the first row and its number of lines; `undefined` if the next line may belong to it. */
function findRow(pending: readonly Line[], isEnd: boolean): (Row & { size: number }) | undefined {
  const [first] = pending
  if (!first) return undefined
  const { line, text } = first
  const broken = { line, text, size: 1, ...openQuote }
  if (first.error !== undefined) return { ...broken, error: first.error }
  let quotes = 0
  for (const [index, next] of pending.entries()) {
    if (next.error !== undefined) return broken
    quotes += next.text.split('"').length - 1
    if (quotes % 2 > 0) continue
    const size = index + 1
    const rowText = pending
      .slice(0, size)
      .map((part) => part.text)
      .join('\n')
    const cells = parseCells(rowText)
    // The lines after an opening quote that turns out to be wrong may be rows of their own.
    return 'error' in cells && size > 1 ? broken : { line, text: rowText, size, ...cells }
  }
  return isEnd || pending.length >= maxLines ? broken : undefined
}

const carriageReturns = 'The lines end in carriage returns only. Save the file with line feeds.'

function parseCells(text: string): Cells {
  const row = text.endsWith('\r') ? text.slice(0, -1) : text
  if (!row.includes('"')) return { cells: row.split(',') }
  try {
    const [cells = []] = parse(row, { relax_column_count: true, record_delimiter: '\n' })
    return { cells }
  } catch {
    return { error: 'A quote is inside a cell. Put the cell in quotes and double the quote.' }
  }
}

function getWidthError(cells: number, width: number): string {
  const error = `The row has ${cells} ${cells === 1 ? 'cell' : 'cells'} and the header has ${width}.`
  return cells > width ? `${error} Put cells with a comma in quotes.` : error
}
