import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { UsageError } from './terminal.js'

const schema = z.object({
  /** The target. */
  to: z.string(),
  /** The choices of `--map`, as JSON. */
  map: z.string(),
  /** Bytes of the file, to recognize another file of the same name. */
  size: z.number(),
  /** The time of the file's last change, in milliseconds since 1970. */
  modified: z.number(),
  /** The absolute path of the failures file. */
  failures: z.string(),
  /** Records at the start of the file that were imported or have failed. */
  settled: z.number(),
  failed: z.number(),
})

/** The progress of an import. */
export type Checkpoint = z.infer<typeof schema>

/** Identifies an import. */
export type ImportKey = Pick<Checkpoint, 'to' | 'map' | 'size' | 'modified' | 'failures'>

/** Returns the path of the progress file of an import. */
export const getCheckpointFile = (file: string): string => `${file}.progress.json`

/** Returns the choices of `--map` as a text to compare. */
export const serializeMap = ({ map }: { readonly map: ReadonlyMap<string, string> }): string =>
  JSON.stringify([...map])

/**
 * Returns the checkpoint of an interrupted import; `undefined` if there is none.
 * @throws UsageError if it is of another file, target or failures file
 */
export function readCheckpoint(path: string, key: ImportKey): Checkpoint | undefined {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
  const { data } = schema.safeParse(parseJson(text))
  if (
    data?.to !== key.to ||
    data.map !== key.map ||
    data.size !== key.size ||
    data.modified !== key.modified
  ) {
    throw new UsageError(
      'The interrupted import had another target or --map, or the file was changed since then. Import the whole file without --resume: importing a record twice does no harm.',
    )
  }
  if (data.failures !== key.failures) {
    throw new UsageError(
      `The interrupted import wrote its failures to ${data.failures}. Set --failures to that file.`,
    )
  }
  return data
}

/** Replaces the checkpoint in one step, so that a crash leaves a complete file. */
export function writeCheckpoint(path: string, checkpoint: Checkpoint): void {
  writeFileSync(`${path}.new`, JSON.stringify(checkpoint))
  renameSync(`${path}.new`, path)
}

/** Deletes the checkpoint if there is one. */
export function removeCheckpoint(path: string): void {
  rmSync(path, { force: true })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
