import { createReadStream, statSync } from 'node:fs'
import { readCsv } from './csv.js'
import { readJsonl, type Item } from './jsonl.js'
import { readLines } from './lines.js'
import { UsageError } from './terminal.js'
import type { ImportOptions } from './options.js'

export interface Source {
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
  readonly items: AsyncIterator<Item>
  /** How much of it is read, from 0 to 1. */
  readonly share: () => number
  readonly close: () => void
}

/**
 * Opens a file and reads its first record, so that a wrong header is noticed before anything is sent.
 * @throws UsageError
 */
export async function openSource({
  file,
  format,
}: Pick<ImportOptions, 'file' | 'format'>): Promise<Source> {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) throw new UsageError(`There is no file ${file}.`)
  if (!stats.isFile()) throw new UsageError(`${file} is no plain file, which an import can resume.`)
  const stream = createReadStream(file)
  const lines = readLines(stream)
  const items = format === 'csv' ? readCsv(lines) : readJsonl(lines)
  const first = await readFirst(items, file)
  return {
    size: stats.size,
    modified: stats.mtimeMs,
    items: startingWith(first, items),
    share: () => (stats.size === 0 ? 1 : Math.min(1, stream.bytesRead / stats.size)),
    close: () => void stream.destroy(),
  }
}

/** @throws UsageError where the file may not be read */
async function readFirst(items: AsyncIterator<Item>, file: string): Promise<IteratorResult<Item>> {
  try {
    return await items.next()
  } catch (error) {
    const isClosed = ['EACCES', 'EPERM'].includes(String((error as NodeJS.ErrnoException).code))
    throw isClosed ? new UsageError(`${file} may not be read by you.`) : error
  }
}

function startingWith(first: IteratorResult<Item>, rest: AsyncIterator<Item>): AsyncIterator<Item> {
  let isFirst = true
  return {
    async next() {
      if (!isFirst) return rest.next()
      isFirst = false
      return first
    },
  }
}
