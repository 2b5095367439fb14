import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkpointFile, readCheckpoint, removeCheckpoint } from './checkpoint.js'
import { dryRun } from './dryRun.js'
import { assertWritable, openFailures } from './failures.js'
import { helpText } from './help.js'
import { importUsers, type FailureKind } from './importUsers.js'
import { errorMessage } from './errorMessage.js'
import { readOptions, type ImportOptions } from './options.js'
import { openSource, type Source } from './source.js'
import { knownTargets } from './targets.js'
import type { Opened, Secrets, Target } from './target.js'
import { count, print, UsageError, type Terminal } from './terminal.js'

/** Runs one command. Resolves with its exit code and rejects never. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const { targets = knownTargets, stdout, stderr } = terminal
  try {
    const [command, ...rest] = args
    if (args.includes('--help') || args.includes('-h')) {
      await print(stdout, helpText(targets))
      return 0
    }
    if (command !== 'import') throw new UsageError('The command is: identikit import.')
    return await runImport(readOptions(rest, targets), terminal)
  } catch (error) {
    await print(stderr, `${errorMessage(error)}\nidentikit --help says more.\n`)
    return 2
  }
}

async function runImport(options: ImportOptions, terminal: Terminal): Promise<number> {
  const source = await openSource(options)
  let opened: Opened | undefined
  try {
    const secrets = secretsOf(options.target, terminal.env)
    opened = await options.target.open(secrets, terminal.folder, options.isDryRun)
    return options.isDryRun
      ? await tryOut(source, opened, terminal)
      : await send(options, source, opened, terminal)
  } finally {
    source.close()
    await opened?.close?.().catch(() => undefined)
  }
}

async function tryOut(source: Source, { adapter }: Opened, terminal: Terminal): Promise<number> {
  const { done, failed } = await dryRun(source.items, adapter, terminal)
  const words = `Nothing was sent. ${count(done)} would be, ${count(failed)} would be refused.`
  await print(terminal.stderr, `${words}\n`)
  return failed > 0 ? 1 : 0
}

async function send(
  options: ImportOptions,
  source: Source,
  { adapter }: Opened,
  terminal: Terminal,
): Promise<number> {
  const { isResumed, file, to } = options
  const running = { to, ...source, failures: resolve(options.failures) }
  const before = isResumed ? readCheckpoint(checkpointFile(file), running) : undefined
  assertWritable(checkpointFile(file))
  if (isSame(file, options.failures)) throw new UsageError('--failures is the file that is read.')
  if (running.failures === resolve(checkpointFile(file)))
    throw new UsageError('--failures is the file that an import keeps of how far it came.')
  const failures = await openFailures(options.failures, before !== undefined)
  if (!before) removeCheckpoint(checkpointFile(file))
  if (isResumed && !before) {
    await print(terminal.stderr, 'There is nothing to resume: the whole file is imported.\n')
  }
  if (failures.moved !== undefined) {
    await print(terminal.stderr, `Failures of an earlier import are kept in ${failures.moved}.\n`)
  }
  try {
    const from = before ?? { settled: 0, failed: 0 }
    const outcome = await importUsers({
      options,
      source,
      adapter,
      failures,
      terminal,
      before: from,
    })
    await print(terminal.stderr, summaryOf(outcome, options))
    if (outcome.stopped === 'interrupted') return 130
    return outcome.failed > 0 || outcome.stopped !== undefined ? 1 : 0
  } finally {
    failures.close()
  }
}

function secretsOf({ needs, takes = [] }: Target, env: Terminal['env']): Secrets {
  const missing = needs.filter((name) => !env[name])
  if (missing.length > 0) {
    throw new UsageError(`Set ${missing.join(' and ')} in the environment.`)
  }
  const given = [...needs, ...takes].flatMap((name) => (env[name] ? [[name, env[name]]] : []))
  return Object.fromEntries(given) as Secrets
}

/** Whether two paths are one file; it would be emptied while it is read. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }))
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev
}

function summaryOf(outcome: FailureKind, { failures }: ImportOptions): string {
  const { done, failed, repeated, stopped } = outcome
  const lines = [`${count(done)} done, ${count(failed)} failed.`]
  if (failed > 0)
    lines.push(`What failed is in ${failures}: correct it there and import that file.`)
  if (repeated > 0) {
    lines.push(`Later records of the same users follow there (${count(repeated)}): leave them in.`)
  }
  if (typeof stopped === 'object') lines.unshift(`Stopped: ${stopped.error}`)
  if (stopped !== undefined) lines.push('Run it again with --resume to go on.')
  return `${lines.join('\n')}\n`
}
