import { createReadStream, statSync } from 'node:fs'
import type { ImportOptions } from '../readOptions.js'
import { UsageError } from '../terminal.js'
import { createColumnReport, type ColumnReport } from './columnReport.js'
import type { ColumnMap } from './columnTargets.js'
import { decodeFile } from './decodeFile.js'
import { readCsv } from './readCsv.js'
import type { Item } from './item.js'
import { readJsonl } from './readJsonl.js'
import { readLines } from './readLines.js'
import { getJsonLayout, splitJson } from './splitJson.js'

/** The file that is imported. */
export interface Source {
  /** Bytes. */
  readonly size: number
  /** The time of the last change, in milliseconds since 1970. */
  readonly modified: number
  readonly items: AsyncGenerator<Item>
  /** Returns how much of the file is read, from 0 to 1. */
  readonly getShare: () => number
  /** Returns what of the file isn't imported, in sentences. */
  readonly getNotes: () => string[]
  readonly close: () => void
}

/**
 * Opens a file and reads its first record, so that a wrong header is found before anything is sent.
 * @throws UsageError if the file can't be imported
 */
export async function openSource({
  file,
  format,
  map,
}: Pick<ImportOptions, 'file' | 'format' | 'map'>): Promise<Source> {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new UsageError(`There is no file ${file}.`)
  if (!stats.isFile()) throw new UsageError(`${file} is not a regular file.`)
  const stream = createReadStream(file)
  const report = createColumnReport()
  const chunks = decodeFile(stream)
  const items =
    format === 'csv' ? readCsv(readLines(chunks), map, report) : readJson(chunks, map, report)
  const first = await readFirst(items, file)
  return {
    size: stats.size,
    modified: stats.mtimeMs,
    items: prepend(first, items),
    getShare: () => (stats.size === 0 ? 1 : Math.min(1, stream.bytesRead / stats.size)),
    getNotes: report.getNotes,
    close: () => void stream.destroy(),
  }
}

/** Reads JSON with one object per line, or one value of all users. */
async function* readJson(
  chunks: AsyncGenerator<Uint8Array>,
  map: ColumnMap,
  report: ColumnReport,
): AsyncGenerator<Item> {
  const first = await chunks.next()
  if (first.done) return
  const layout = getJsonLayout(first.value)
  const all = prepend(first, chunks)
  const lines = layout === 'lines' ? readLines(all) : splitJson(all, layout)
  yield* readJsonl(lines, { map, report, isList: layout === 'list' })
}

async function readFirst(items: AsyncIterator<Item>, file: string): Promise<IteratorResult<Item>> {
  try {
    return await items.next()
  } catch (error) {
    const isDenied = ['EACCES', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))
    throw isDenied ? new UsageError(`You don't have permission to read ${file}.`) : error
  }
}

async function* prepend<T>(first: IteratorResult<T>, rest: AsyncIterable<T>): AsyncGenerator<T> {
  if (first.done) return
  yield first.value
  yield* rest
}
