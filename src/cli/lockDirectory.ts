import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './terminal.js'

/**
 * Creates a PGlite directory and locks it, since two engines on the same files corrupt them. Ignores the lock of a process of
 * this machine that has ended. Returns a function that unlocks the directory.
 * @throws UsageError if the directory is locked or can't be written
 */
export function lockDirectory(directory: string): () => void {
  const file = join(directory, 'identikit.lock')
  if (!succeeds(() => mkdirSync(directory, { recursive: true }))) throw notWritable(directory)
  const { pid, host } = readOwner(file)
  if (host === hostname() && !isRunning(Number(pid))) rmSync(file, { force: true })
  const owner = `${process.pid} ${hostname()}\n`
  if (!succeeds(() => writeFileSync(file, owner, { flag: 'wx', mode: 0o600 }))) {
    if (!existsSync(file)) throw notWritable(directory)
    const name = host === undefined ? '' : ` (process ${pid} on ${host})`
    throw new UsageError(
      `Another import${name} is using ${directory}. Wait until it ends. If none is running, delete ${file}.`,
    )
  }
  return () => rmSync(file, { force: true })
}

function succeeds(write: () => unknown): boolean {
  try {
    write()
    return true
  } catch {
    return false
  }
}

const notWritable = (directory: string) =>
  new UsageError(`${directory} is not a writable directory.`)

function readOwner(file: string): { readonly pid?: string; readonly host?: string } {
  try {
    return /^(?<pid>\d+) (?<host>.*)\n$/.exec(readFileSync(file, 'utf8'))?.groups ?? {}
  } catch {
    return {}
  }
}

function isRunning(pid: number): boolean {
  // A restarted container assigns the same process ids again.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // The process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
