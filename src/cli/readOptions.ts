import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import type { Target, Targets } from './target.js'
import { UsageError } from './terminal.js'

/** The arguments of `identikit import`. */
export interface ImportOptions {
  readonly file: string
  readonly format: 'csv' | 'jsonl'
  /** The name of the target. */
  readonly to: string
  readonly target: Target
  /** The path of the failures file. */
  readonly failures: string
  readonly concurrency: number | undefined
  readonly isDryRun: boolean
  readonly isResumed: boolean
}

/**
 * Reads the arguments after `import`.
 * @throws UsageError without the value of an argument, which may be a key
 */
export function readOptions(args: readonly string[], targets: Targets): ImportOptions {
  const { values, positionals } = parse(args)
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new UsageError('Give exactly one file.')
  const { to = '' } = values
  const target = Object.hasOwn(targets, to) ? targets[to] : undefined
  if (!target) {
    throw new UsageError(`Choose a target: --to ${Object.keys(targets).join(', --to ')}.`)
  }
  return {
    file,
    format: getFormat(file),
    to,
    target,
    failures: values.failures ?? `${file}.failed.jsonl`,
    concurrency: toConcurrency(values.concurrency),
    isDryRun: values['dry-run'],
    isResumed: values.resume,
  }
}

function parse(args: readonly string[]) {
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
    const option = name === undefined ? 'An option' : `The option ${name}`
    throw new UsageError(`${option} doesn't exist or has no value.`)
  }
}

function getFormat(file: string): ImportOptions['format'] {
  const extension = extname(file).toLowerCase()
  if (extension === '.csv') return 'csv'
  if (extension === '.jsonl' || extension === '.ndjson') return 'jsonl'
  throw new UsageError('The file name must end in .jsonl (one JSON object per line) or .csv.')
}

function toConcurrency(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new UsageError('--concurrency takes a whole number from 1 to 99.')
}
