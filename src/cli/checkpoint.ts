import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { UsageError } from './terminal.js'

/** How far an import came: its first `settled` records were taken or stand among the failures. */
const schema = z.object({
  to: z.string(),
  /** Of the file, so that another one of the same name is noticed. */
  size: z.number(),
  modified: z.number(),
  /** Where its failures stand, as a whole path. */
  failures: z.string(),
  settled: z.number(),
  failed: z.number(),
})

export type Checkpoint = z.infer<typeof schema>

export type Import = Pick<Checkpoint, 'to' | 'size' | 'modified' | 'failures'>

export const checkpointFile = (file: string): string => `${file}.progress.json`

/**
 * Where an earlier import of this file stopped.
 * @throws UsageError where it was another file or went elsewhere
 */
export function readCheckpoint(path: string, running: Import): Checkpoint | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const found = schema.safeParse(parsed(text))
  const isSame =
    found.success &&
    found.data.to === running.to &&
    found.data.size === running.size &&
    found.data.modified === running.modified
  if (isSame && found.data.failures !== running.failures) {
    const where = `The import that was interrupted wrote its failures to ${found.data.failures}.`
    throw new UsageError(`${where} Give that as --failures, so that they stay together.`)
  }
  if (isSame) return found.data
  const what = 'The import that was interrupted had another target, or the file was changed since.'
  throw new UsageError(`${what} Import the whole file, without --resume: that does no harm.`)
}

/** Is whole at any time, even where the machine stops. */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  writeFileSync(`${path}.new`, JSON.stringify(checkpoint))
  renameSync(`${path}.new`, path)
}

export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
