import {
  accessSync,
  closeSync,
  constants,
  createReadStream,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { createBloomFilter } from './bloomFilter.js'
import { readJsonl } from './jsonl.js'
import { readLines } from './lines.js'
import { UsageError } from './terminal.js'

export interface Failure {
  readonly line: number
  /** Without keys, ids and addresses. */
  readonly error: string
  /** Absent where none could be read; then `text` is there. */
  readonly record?: object | undefined
  readonly text?: string | undefined
}

export interface Failures {
  readonly add: (failure: Failure) => void
  /** Whether a record of this user stands there. */
  readonly has: (record: object) => boolean
  /** From here on `rewind` forgets. */
  readonly keep: () => void
  readonly rewind: () => void
  readonly close: () => void
  /** Where those of an earlier import went, which somebody may have corrected by hand. */
  readonly moved?: string | undefined
}

/**
 * Writes refused records as they come, in lines that can be imported again, after those of an earlier import where it is resumed.
 * Only its owner may read the file: it holds people's data. Remembers whose records are in it.
 * @throws UsageError where the file cannot be written, or is there and holds something else
 */
export async function openFailures(path: string, isResumed: boolean): Promise<Failures> {
  assertWritable(path)
  const size = sizeOf(path)
  const moved = size > 0 && !isResumed ? `${path}.old` : undefined
  const ids = createBloomFilter()
  if (moved !== undefined) renameSync(path, moved)
  else if (size > 0) {
    for await (const item of readJsonl(readLines(createReadStream(path)))) {
      if ('record' in item) remember(item.record)
    }
  }
  let kept = isResumed ? size : 0
  let written = kept
  let file: number | undefined
  /** What ended in the middle of a line, because the machine stopped, must not spoil the next one. */
  let start = size > 0 && isResumed && !isEnded(path) ? '\n' : ''

  function remember(record: object | undefined): void {
    const { id } = Object(record) as { id?: unknown }
    if (typeof id === 'string') ids.add(id)
  }

  return {
    moved,
    add(failure) {
      file ??= openSync(path, 'a', 0o600)
      // At once, so that a crash loses none and a million of them need no memory.
      written += writeSync(file, `${start}${JSON.stringify(failure)}\n`)
      start = ''
      remember(failure.record)
    },
    has({ id }: { readonly id?: unknown }) {
      return typeof id === 'string' && ids.has(id)
    },
    keep() {
      kept = written
    },
    rewind() {
      if (file !== undefined) ftruncateSync(file, kept)
      written = kept
    },
    close() {
      if (file !== undefined) closeSync(file)
      if (file !== undefined && written === 0) rmSync(path, { force: true })
    },
  }
}

/** @throws UsageError where no file can be made or changed there */
export function assertWritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK)
    if (statSync(path, { throwIfNoEntry: false })) accessSync(path, constants.W_OK)
  } catch {
    throw new UsageError(`${path} cannot be written: make its folder, or import from one of yours.`)
  }
}

/** @throws UsageError where it is there and no file of failures */
function sizeOf(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats || (stats.isFile() && stats.size === 0)) return 0
  if (stats.isFile() && startOf(path) === '{"line":') return stats.size
  throw new UsageError(`${path} exists and is no file of failures.`)
}

const startOf = (path: string): string => textAt(path, 0, '{"line":'.length)

const isEnded = (path: string): boolean => textAt(path, statSync(path).size - 1, 1) === '\n'

function textAt(path: string, position: number, length: number): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    readSync(file, bytes, 0, length, position)
    return bytes.toString()
  } finally {
    closeSync(file)
  }
}
