import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { getCheckpointFile, readCheckpoint, removeCheckpoint, serializeMap } from './checkpoint.js'
import { dryRun } from './dryRun.js'
import { errorMessage } from './errorMessage.js'
import { assertWritable, openFailureFile } from './failureFile.js'
import { helpText } from './helpText.js'
import { importUsers } from './importUsers.js'
import { runInit } from './init/runInit.js'
import type { ImportState } from './intervalSender.js'
import { openSource, type Source } from './source/openSource.js'
import { readOptions, type ImportOptions } from './readOptions.js'
import type { OpenTarget, Secrets, Target } from './target.js'
import { knownTargets } from './targets.js'
import { formatCount, print, UsageError, type Terminal } from './terminal.js'

/** Runs one command and returns its exit code. Never rejects. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const { targets = knownTargets, stdout, stderr } = terminal
  try {
    const [command, ...rest] = args
    if (args.includes('--help') || args.includes('-h')) {
      await print(stdout, helpText(targets))
      return 0
    }
    if (command === 'init') return await runInit(rest, terminal)
    if (command === 'import') return await runImport(readOptions(rest, targets), terminal)
    throw new UsageError('The commands are: identikit init, identikit import')
  } catch (error) {
    await print(stderr, `${errorMessage(error)}\nRun identikit --help for usage.\n`)
    return 2
  }
}

async function runImport(options: ImportOptions, terminal: Terminal): Promise<number> {
  const source = await openSource(options)
  let opened: OpenTarget | undefined
  try {
    const secrets = readSecrets(options.target, terminal.env)
    opened = await options.target.open(secrets, terminal.cwd, options.isDryRun)
    return options.isDryRun
      ? await runDryRun(source, opened, terminal)
      : await send(options, source, opened, terminal)
  } finally {
    source.close()
    await opened?.close?.().catch(() => undefined)
  }
}

async function runDryRun(
  source: Source,
  { adapter }: OpenTarget,
  terminal: Terminal,
): Promise<number> {
  const { done, failed } = await dryRun(source.items, adapter, terminal)
  const summary = `Nothing was sent. ${formatCount(done)} would be imported, ${formatCount(failed)} would fail.`
  await print(terminal.stderr, `${[summary, ...source.getNotes()].join('\n')}\n`)
  return failed > 0 ? 1 : 0
}

async function send(
  options: ImportOptions,
  source: Source,
  { adapter }: OpenTarget,
  terminal: Terminal,
): Promise<number> {
  const { isResumed, file, to } = options
  const { size, modified } = source
  const path = getCheckpointFile(file)
  const key = {
    to,
    map: serializeMap(options),
    size,
    modified,
    failures: resolve(options.failures),
  }
  const checkpoint = isResumed ? readCheckpoint(path, key) : undefined
  assertWritable(path)
  assertOtherFile(options)
  const failures = await openFailureFile(options.failures, checkpoint !== undefined)
  if (!checkpoint) removeCheckpoint(path)
  if (isResumed && !checkpoint) {
    await print(terminal.stderr, 'There is nothing to resume. Importing the whole file.\n')
  }
  if (failures.movedTo !== undefined) {
    await print(
      terminal.stderr,
      `Moved the failures of an earlier import to ${failures.movedTo}.\n`,
    )
  }
  try {
    const resumed = checkpoint ?? { settled: 0, failed: 0 }
    const state = await importUsers({ options, source, adapter, failures, terminal, resumed })
    await print(terminal.stderr, getSummary(state, options, source))
    if (state.stopped === 'interrupted') return 130
    return state.total.failed > 0 || state.stopped !== undefined ? 1 : 0
  } finally {
    failures.close()
  }
}

/** @throws UsageError if a required variable is missing */
function readSecrets({ required, optional = [] }: Target, env: Terminal['env']): Secrets {
  const missing = required.filter((name) => !env[name])
  if (missing.length > 0) {
    throw new UsageError(`Set ${missing.join(' and ')} in the environment.`)
  }
  const entries = [...required, ...optional].flatMap((name) =>
    env[name] ? [[name, env[name]]] : [],
  )
  return Object.fromEntries(entries) as Secrets
}

/** @throws UsageError if the failures file is a file that the import reads or writes */
function assertOtherFile({ file, failures }: ImportOptions): void {
  const [a, b] = [file, failures].map((path) => statSync(path, { throwIfNoEntry: false }))
  if (a && b && a.ino === b.ino && a.dev === b.dev) {
    throw new UsageError("--failures can't be the file that is imported.")
  }
  if (resolve(failures) === resolve(getCheckpointFile(file))) {
    throw new UsageError("--failures can't be the progress file of the import.")
  }
}

function getSummary(
  { total, stopped }: ImportState,
  { failures }: ImportOptions,
  source: Source,
): string {
  const { done, failed, repeated } = total
  const lines = [`${formatCount(done)} done, ${formatCount(failed)} failed.`]
  if (failed > 0) {
    lines.push(`The failed records are in ${failures}. Correct them there and import that file.`)
  }
  if (repeated > 0) {
    const records = `It also has later records of the same users (${formatCount(repeated)}).`
    lines.push(`${records} Keep them, so that newer values win.`)
  }
  lines.push(...source.getNotes())
  if (typeof stopped === 'object') lines.unshift(`Stopped: ${stopped.error}`)
  if (stopped !== undefined) lines.push('Run the command again with --resume to continue.')
  return `${lines.join('\n')}\n`
}
