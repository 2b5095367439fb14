import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './SetupError.js'

/**
 * Locks the data folder, because two database engines on the same files destroy them. A lock
 * of a server that no longer runs is ignored.
 * @returns a function that releases the lock
 * @throws SetupError
 */
export function lockDirectory(folder: string): () => void {
  const file = join(folder, 'server.pid')
  const owner = ownerOf(file)
  if (owner !== undefined && owner !== process.pid && isRunning(owner)) {
    throw new SetupError(
      `The data in ${folder} is in use by process ${owner}, so stop that one, or set ` +
        'IDENTIKIT_DATA to another folder.',
    )
  }
  writeFileSync(file, String(process.pid))
  return () => rmSync(file, { force: true })
}

function ownerOf(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: the process runs under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
