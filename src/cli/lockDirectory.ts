import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './terminal.js'

/**
 * Keeps a second import out of a folder of PGlite, since two engines on the same files destroy them; makes the folder. What an import
 * that was killed left behind does not count. Returns what gives the folder free.
 * @throws UsageError
 */
export function lockDirectory(folder: string): () => void {
  const file = join(folder, 'identikit.lock')
  if (!isWritten(() => mkdirSync(folder, { recursive: true }))) throw notWritable(folder)
  if (isStale(file)) rmSync(file, { force: true })
  const owner = `${process.pid} ${hostname()}\n`
  if (!isWritten(() => writeFileSync(file, owner, { flag: 'wx', mode: 0o600 }))) {
    if (!existsSync(file)) throw notWritable(folder)
    const what = `Another import${ownerOf(file)} writes into ${folder}. Wait for its end.`
    throw new UsageError(`${what} If there is none any more, delete ${file}.`)
  }
  return () => rmSync(file, { force: true })
}

function isWritten(write: () => unknown): boolean {
  try {
    write()
    return true
  } catch {
    return false
  }
}

const notWritable = (folder: string) =>
  new UsageError(`${folder} is no folder that can be written.`)

function isStale(file: string): boolean {
  const [, pid, host] = /^(\d+) (.*)\n$/.exec(read(file)) ?? []
  return host === hostname() && !isRunning(Number(pid))
}

function ownerOf(file: string): string {
  const [, pid, host] = /^(\d+) (.*)\n$/.exec(read(file)) ?? []
  return pid === undefined ? '' : ` (process ${pid} on ${host})`
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isRunning(pid: number): boolean {
  // A container that was started again counts its processes from the beginning.
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // It runs, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
