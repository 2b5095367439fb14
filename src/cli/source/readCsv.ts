import { parse } from 'csv-parse/sync'
import { trimText } from '../../core/text.js'
import { UsageError } from '../terminal.js'
import { createColumnReport, type ColumnReport } from './columnReport.js'
import { isKnownColumn, type ColumnMap } from './columnTargets.js'
import { readHeader, type ToRecord } from './readHeader.js'
import type { Item } from './item.js'
import type { Line } from './readLines.js'

/** The most lines of a row. A quote that is open for longer is an error. */
const maxLines = 200

type Cells = { readonly cells: readonly string[] } | { readonly error: string }

type Row = { readonly line: number; readonly text: string } & Cells

/** How the cells of a file are separated; unknown until its first row is read. */
interface Dialect {
  delimiter: string | undefined
}

/**
 * Reads users from CSV with a header. Cells are separated by commas, semicolons, tabs or bars, whichever fits the header.
 * @throws UsageError if the header can't be read
 */
export async function* readCsv(
  lines: AsyncIterable<Line>,
  map: ColumnMap = new Map(),
  report: ColumnReport = createColumnReport(),
): AsyncGenerator<Item> {
  let toRecord: ToRecord | undefined
  /** The most and the fewest cells of a row. Columns at the end may have no name. */
  let most = 0
  let fewest = 0
  for await (const { line, text, ...row } of readRows(lines)) {
    if (!toRecord) {
      if ('error' in row) throw new UsageError(`The header can't be read. ${row.error}`)
      const names = row.cells.map(trimText)
      most = names.length
      fewest = countFilled(names)
      toRecord = readHeader(names, map, report)
    } else if ('error' in row) yield { line, text, error: row.error }
    else {
      const cells = row.cells.map(readFormula)
      const isRow = cells.length >= fewest && countFilled(cells) <= most
      const result = isRow ? toRecord(cells) : { error: getWidthError(cells.length, most) }
      yield 'record' in result ? { line, ...result } : { line, text, ...result }
    }
  }
  if (!toRecord) throw new UsageError('The file is empty.')
}

/** Returns the number of cells without empty ones at the end. */
function countFilled(cells: readonly string[]): number {
  return cells.reduce((size, cell, index) => (cell === '' ? size : index + 1), 0)
}

/**
 * Splits lines into rows and leaves out rows of empty cells. The streaming parser of csv-parse can't: it takes all rows after a
 * quote that isn't closed for the cell, and here only the row with the quote fails.
 */
async function* readRows(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  const dialect: Dialect = { delimiter: undefined }
  const pending: Line[] = []
  for await (const line of lines) {
    const delimiter = line.line === 1 ? readSeparatorLine(line.text) : undefined
    if (delimiter === undefined) pending.push(line)
    else dialect.delimiter = delimiter
    yield* takeRows(pending, false, dialect)
  }
  yield* takeRows(pending, true, dialect)
}

/** Removes complete rows from the start of the pending lines. */
function* takeRows(pending: Line[], isEnd: boolean, dialect: Dialect): Generator<Row> {
  for (;;) {
    const found = findRow(pending, isEnd, dialect)
    if (!found) return
    const { size, ...row } = found
    pending.splice(0, size)
    if ('error' in row || row.cells.some((cell) => trimText(cell) !== '')) yield row
  }
}

const openQuote = { error: 'A quote is not closed.' }

/** Returns the first row and its number of lines; `undefined` if the next line may belong to it. */
function findRow(
  pending: readonly Line[],
  isEnd: boolean,
  dialect: Dialect,
): (Row & { size: number }) | undefined {
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
    const cells = parseCells(rowText, getDelimiter(rowText, dialect))
    // The lines after an opening quote that turns out to be wrong may be rows of their own.
    return 'error' in cells && size > 1 ? broken : { line, text: rowText, size, ...cells }
  }
  return isEnd || pending.length >= maxLines ? broken : undefined
}

/** Returns the separator of a line like `sep=;`, which tells Excel how to read the file. */
function readSeparatorLine(text: string): string | undefined {
  return /^"?sep=(.)"?[\s,;]*$/i.exec(text)?.[1]
}

const delimiters = [',', ';', '\t', '|'] as const

/** Returns the delimiter that divides the first row into the most known columns, and else into the most cells. */
function getDelimiter(header: string, dialect: Dialect): string {
  if (dialect.delimiter !== undefined) return dialect.delimiter
  const counts = delimiters.map((delimiter) => {
    const parsed = parseCells(header, delimiter)
    const names = 'cells' in parsed ? parsed.cells.map(trimText) : []
    return { delimiter, known: names.filter(isKnownColumn).length, cells: names.length }
  })
  const [best] = counts.sort((a, b) => b.known - a.known || b.cells - a.cells)
  const { delimiter = ',', cells = 0 } = best ?? {}
  if (trimText(header) !== '' && cells > 0) dialect.delimiter = delimiter
  return delimiter
}

function parseCells(text: string, delimiter: string): Cells {
  const row = text.endsWith('\r') ? text.slice(0, -1) : text
  if (!row.includes('"')) return { cells: row.split(delimiter) }
  try {
    const [cells = []] = parse(unwrapFormulas(row, delimiter), {
      delimiter,
      relax_column_count: true,
      // Blanks may be around quotes.
      trim: true,
      record_delimiter: '\n',
    })
    return { cells }
  } catch {
    return { error: 'A quote is inside a cell. Put the cell in quotes and double the quote.' }
  }
}

/** Turns `="0042"` into `"0042"`. Exports write such formulas so that a spreadsheet keeps zeros, and not all of them quote the cell. */
function unwrapFormulas(row: string, delimiter: string): string {
  if (!row.includes('="')) return row
  const edge = `\\u{${delimiter.codePointAt(0)?.toString(16)}}`
  return row.replaceAll(new RegExp(`(?<=^|${edge})="([^"]*)"(?=$|${edge})`, 'gu'), '"$1"')
}

/** Returns the trimmed text of a cell, and `0042` for `="0042"`. */
function readFormula(cell: string): string {
  const text = trimText(cell)
  return text.startsWith('="') && text.endsWith('"') ? trimText(text.slice(2, -1)) : text
}

function getWidthError(cells: number, width: number): string {
  const error = `The row has ${cells} ${cells === 1 ? 'cell' : 'cells'} and the header has ${width}.`
  return cells > width ? `${error} Put cells with a comma in quotes.` : error
}
