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
  if (!stats?.isFile()) throw new UsageError(`There is no file ${file}.`)
  const stream = createReadStream(file)
  const lines = readLines(stream)
  const items = format === 'csv' ? readCsv(lines) : readJsonl(lines)
  const first = await items.next()
  return {
    size: stats.size,
    modified: stats.mtimeMs,
    items: startingWith(first, items),
    share: () => (stats.size === 0 ? 1 : Math.min(1, stream.bytesRead / stats.size)),
    close: () => void stream.destroy(),
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
