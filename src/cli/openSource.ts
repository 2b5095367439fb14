import { createReadStream, statSync } from 'node:fs'
import { readCsv } from './readCsv.js'
import { readJsonl, type Item } from './readJsonl.js'
import { readLines } from './readLines.js'
import type { ImportOptions } from './readOptions.js'
import { UsageError } from './terminal.js'

/** The file that is imported. */
export interface Source {
  /** Bytes. */
  readonly size: number
  /** The time of the last change, in milliseconds since 1970. */
  readonly modified: number
  readonly items: AsyncGenerator<Item>
  /** Returns how much of the file is read, from 0 to 1. */
  readonly getShare: () => number
  readonly close: () => void
}

/**
 * Opens a file and reads its first record, so that a wrong header is found before anything is sent.
 * @throws UsageError if the file can't be imported
 */
export async function openSource({
  file,
  format,
}: Pick<ImportOptions, 'file' | 'format'>): Promise<Source> {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new UsageError(`There is no file ${file}.`)
  if (!stats.isFile()) throw new UsageError(`${file} is not a regular file.`)
  const stream = createReadStream(file)
  const lines = readLines(stream)
  const items = format === 'csv' ? readCsv(lines) : readJsonl(lines)
  const first = await readFirst(items, file)
  return {
    size: stats.size,
    modified: stats.mtimeMs,
    items: prepend(first, items),
    getShare: () => (stats.size === 0 ? 1 : Math.min(1, stream.bytesRead / stats.size)),
    close: () => void stream.destroy(),
  }
}

async function readFirst(items: AsyncIterator<Item>, file: string): Promise<IteratorResult<Item>> {
  try {
    return await items.next()
  } catch (error) {
    const isDenied = ['EACCES', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))
    throw isDenied ? new UsageError(`You don't have permission to read ${file}.`) : error
  }
}

async function* prepend(
  first: IteratorResult<Item>,
  rest: AsyncIterable<Item>,
): AsyncGenerator<Item> {
  if (first.done) return
  yield first.value
  yield* rest
}
