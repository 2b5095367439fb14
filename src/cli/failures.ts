import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
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
  readonly close: () => void
}

/**
 * Writes refused records as they come, in lines that can be imported again; those of an earlier import are kept where it is resumed. Only
 * its owner may read the file: it holds people's data.
 * @throws UsageError where the file is there and holds something else
 */
export function openFailures(path: string, isResumed: boolean): Failures {
  if (!isOurs(path)) throw new UsageError(`${path} exists and is no file of failures.`)
  if (!isResumed) rmSync(path, { force: true })
  let file: number | undefined
  return {
    add(failure) {
      file ??= openSync(path, 'a', 0o600)
      // At once, so that a crash loses none and a million of them need no memory.
      writeSync(file, `${JSON.stringify(failure)}\n`)
    },
    close() {
      if (file !== undefined) closeSync(file)
    },
  }
}

/** A file of failures, an empty one or none. */
function isOurs(path: string): boolean {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return true
  }
  try {
    const start = Buffer.alloc(8)
    const size = readSync(file, start)
    return size === 0 || start.toString().startsWith('{"line":')
  } finally {
    closeSync(file)
  }
}
