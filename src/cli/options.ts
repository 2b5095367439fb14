import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { suggest } from './suggest.js'
import { UsageError } from './terminal.js'
import type { Target, Targets } from './target.js'

export interface ImportOptions {
  readonly file: string
  readonly format: 'csv' | 'jsonl'
  readonly to: string
  readonly target: Target
  readonly failures: string
  readonly concurrency: number | undefined
  readonly isDryRun: boolean
  readonly isResumed: boolean
}

/**
 * Reads the arguments after `import`.
 * @throws UsageError, which repeats no value, since somebody may have given a key
 */
export function readOptions(args: readonly string[], targets: Targets): ImportOptions {
  const { values, positionals } = parsed(args)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new UsageError('Give one file.')
  const names = Object.keys(targets)
  const { to = '' } = values
  const target = Object.hasOwn(targets, to) ? targets[to] : undefined
  if (!target) {
    const meant = suggest(to, names)
    const hint = meant === undefined ? '' : ` Did you mean ${meant}?`
    throw new UsageError(`Say where the users go: --to ${names.join(', --to ')}.${hint}`)
  }
  const failures = values.failures ?? `${file}.failed.jsonl`
  if (failures === file) throw new UsageError('--failures is the file that is read.')
  return {
    file,
    format: formatOf(file),
    to,
    target,
    failures,
    concurrency: concurrencyOf(values.concurrency),
    isDryRun: values['dry-run'],
    isResumed: values.resume,
  }
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        to: { type: 'string' },
        failures: { type: 'string' },
        concurrency: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        resume: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    const [, name] = /'(--[a-z][a-z-]{1,11})[ ']/.exec(String(error)) ?? []
    throw new UsageError(
      name === undefined
        ? 'There is an option that does not exist or lacks its value.'
        : `The option ${name} does not exist or lacks its value.`,
    )
  }
}

function formatOf(file: string): ImportOptions['format'] {
  const ending = extname(file).toLowerCase()
  if (ending === '.csv') return 'csv'
  if (ending === '.jsonl' || ending === '.ndjson') return 'jsonl'
  throw new UsageError('The file must end in .jsonl (one JSON object per line) or .csv.')
}

function concurrencyOf(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d?$/.test(text)) return text === undefined ? text : Number(text)
  throw new UsageError('--concurrency takes a whole number from 1 to 99.')
}
