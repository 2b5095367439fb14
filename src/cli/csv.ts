import { parse } from 'csv-parse/sync'
import { readHeader, type ToRecord } from './columns.js'
import type { Item } from './jsonl.js'
import type { Line } from './lines.js'
import { UsageError } from './terminal.js'

/** A cell may hold so many lines; a quote that is not closed by then never was meant to hold all of them. */
const maxLines = 200

type Row = { readonly cells: readonly string[] } | { readonly wrong: string }

/**
 * Reads users from CSV with a header. A row that is broken takes no other with it: csv-parse alone would look for the end of a
 * broken quote in all the rows that follow.
 * @throws UsageError for a header that cannot be read
 */
export async function* readCsv(lines: AsyncIterable<Line>): AsyncGenerator<Item> {
  let toRecord: ToRecord | undefined
  let width = 0
  for await (const { line, text, ...row } of readRows(lines)) {
    if (!toRecord) {
      if ('wrong' in row) throw new UsageError(`The header ${row.wrong}.`)
      const names = row.cells.map((name) => name.trim())
      width = names.length
      toRecord = readHeader(names)
    } else if ('wrong' in row) yield { line, text, wrong: row.wrong }
    else if (row.cells.length === width) yield { line, record: toRecord(row.cells) }
    else yield { line, text, wrong: miscounted(row.cells.length, width) }
  }
  if (!toRecord) throw new UsageError('The file is empty.')
}

async function* readRows(
  lines: AsyncIterable<Line>,
): AsyncGenerator<{ readonly line: number; readonly text: string } & Row> {
  const iterator = lines[Symbol.asyncIterator]()
  const waiting: Line[] = []
  const next = async (nth: number) => {
    while (waiting.length <= nth) {
      const { done, value } = await iterator.next()
      if (done) return undefined
      waiting.push(value)
    }
    return waiting[nth]
  }
  try {
    for (let first = await next(0); first; first = await next(0)) {
      const { line, text, wrong } = first
      let row: Row = wrong === undefined ? cellsOf(text) : { wrong }
      let whole = text
      let used = 1
      while (row === open && used < maxLines) {
        const more = await next(used)
        if (more?.wrong !== undefined || !more) break
        whole += `\n${more.text}`
        used += 1
        row = cellsOf(whole)
      }
      if ('wrong' in row && used > 1) {
        // Only the line that opened the quote is broken; the others may be rows of their own.
        row = open
        whole = text
        used = 1
      }
      waiting.splice(0, used)
      if (wrong !== undefined || whole.trim() !== '') yield { line, text: whole, ...row }
    }
  } finally {
    await iterator.return?.()
  }
}

const open: Row = { wrong: 'opens a quote that is not closed' }

function cellsOf(text: string): Row {
  const row = text.endsWith('\r') ? text.slice(0, -1) : text
  if (row.includes('\0')) return { wrong: 'holds a character that cannot be stored' }
  if (!row.includes('"')) return { cells: row.split(',') }
  if (row.split('"').length % 2 === 0) return open
  try {
    const [cells = []] = parse(row, { relax_column_count: true, record_delimiter: '\0' })
    return { cells }
  } catch {
    return { wrong: 'has a quote inside a cell; put the cell in quotes and write the quote twice' }
  }
}

function miscounted(found: number, width: number): string {
  const cells = `has ${found} ${found === 1 ? 'cell' : 'cells'} and the header has ${width}`
  return found > width ? `${cells}; put cells that hold a comma in quotes` : cells
}
