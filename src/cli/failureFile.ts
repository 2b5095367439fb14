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
import type { RefusedItem } from './source/item.js'
import { readJsonl } from './source/readJsonl.js'
import { readLines } from './source/readLines.js'
import { UsageError } from './terminal.js'

/** The file of records that were not imported. It can be corrected and imported. */
export interface FailureFile {
  /** Appends a record or a text that was not imported at once, so that a crash loses none. */
  readonly add: (failure: RefusedItem) => void
  /** Returns whether the file has a record of the same user. */
  readonly hasUser: (record: object) => boolean
  /** Keeps the failures so far from being removed by `rollback`. */
  readonly commit: () => void
  /** Removes the failures since the last commit. */
  readonly rollback: () => void
  /** Closes the file and deletes it if it is empty. */
  readonly close: () => void
  /** The path to which the failures of an earlier import were moved. They may have been corrected by hand. */
  readonly movedTo?: string | undefined
}

/**
 * Opens the failures file of an import, which only its owner can read, since it holds personal data. A resumed import appends to
 * the file of the interrupted one.
 * @throws UsageError if the file can't be written, or exists and is another kind of file
 */
export async function openFailureFile(path: string, isResumed: boolean): Promise<FailureFile> {
  assertWritable(path)
  const size = getSize(path)
  const movedTo = size > 0 && !isResumed ? `${path}.old` : undefined
  const ids = new Set<unknown>()
  if (movedTo !== undefined) renameSync(path, movedTo)
  else if (size > 0) {
    for await (const item of readJsonl(readLines(createReadStream(path)))) {
      if (item.record) ids.add(getId(item.record))
    }
  }
  let committed = isResumed ? size : 0
  let written = committed
  let file: number | undefined
  // A crash may have left an incomplete last line.
  let separator = size > 0 && isResumed && !endsWithLineFeed(path) ? '\n' : ''

  return {
    movedTo,
    add(failure) {
      file ??= openSync(path, 'a', 0o600)
      written += writeSync(file, `${separator}${toLine(failure)}\n`)
      separator = ''
      if (failure.record) ids.add(getId(failure.record))
    },
    hasUser: (record) => ids.has(getId(record)),
    commit() {
      committed = written
    },
    rollback() {
      if (file !== undefined) ftruncateSync(file, committed)
      written = committed
    },
    close() {
      if (file !== undefined) closeSync(file)
      if (file !== undefined && written === 0) rmSync(path, { force: true })
    },
  }
}

/** The record keeps its own JSON in one line, because `JSON.stringify` writes other digits for integers beyond 2^53. */
function toLine({ record, getJson, ...failure }: RefusedItem): string {
  if (!record) return JSON.stringify(failure)
  const { line, error } = failure
  const start = JSON.stringify({ line, error }).slice(0, -1)
  const json = getJson?.().replaceAll(/[\r\n]\s*/g, '') ?? JSON.stringify(record)
  return `${start},"record":${json}}`
}

const getId = (record: object) => (record as { readonly id?: unknown }).id

/** @throws UsageError if the file can't be created or changed */
export function assertWritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK)
    if (statSync(path, { throwIfNoEntry: false })) accessSync(path, constants.W_OK)
  } catch {
    throw new UsageError(`${path} can't be written. Check that its folder exists and is writable.`)
  }
}

const firstBytes = '{"line":'

function getSize(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats || (stats.isFile() && stats.size === 0)) return 0
  if (stats.isFile() && readText(path, 0, firstBytes.length) === firstBytes) return stats.size
  throw new UsageError(`${path} exists and isn't a failures file. Choose another with --failures.`)
}

const endsWithLineFeed = (path: string) => readText(path, statSync(path).size - 1, 1) === '\n'

function readText(path: string, position: number, length: number): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    readSync(file, bytes, 0, length, position)
    return bytes.toString()
  } finally {
    closeSync(file)
  }
}
