import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { columnFields, isTrait, type ColumnMap } from './source/columnTargets.js'
import type { Target, Targets } from './target.js'
import { UsageError } from './terminal.js'

/** The arguments of `identikit import`. */
export interface ImportOptions {
  readonly file: string
  readonly format: 'csv' | 'json'
  /** Where columns go, by their names. */
  readonly map: ColumnMap
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
    map: toColumnMap(values.map ?? []),
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
        map: { type: 'string', multiple: true },
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
  const extension = extname(file.replace(/\.gz$/i, '')).toLowerCase()
  if (['.csv', '.tsv', '.tab', '.txt'].includes(extension)) return 'csv'
  if (['.jsonl', '.ndjson', '.json'].includes(extension)) return 'json'
  throw new UsageError(
    ['.xlsx', '.xls', '.numbers', '.ods'].includes(extension)
      ? 'A workbook can\'t be imported. Export it as CSV ("CSV UTF-8" in Excel).'
      : 'The file name must end in .jsonl or .json (JSON), or .csv or .tsv (a table).',
  )
}

function toColumnMap(values: readonly string[]): ColumnMap {
  return new Map(
    values.map((value) => {
      const [, column, target] = /^(.+)=([^=]*)$/s.exec(value) ?? []
      const isTarget = target === '' || columnFields.includes(target ?? '') || isTrait(target ?? '')
      if (column !== undefined && target !== undefined && isTarget) return [column.trim(), target]
      throw new UsageError(
        `--map takes <column>=<field>, and <column>= leaves a column out. The fields are ${columnFields.join(', ')}, and traits.<name> for your own.`,
      )
    }),
  )
}

function toConcurrency(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  throw new UsageError('--concurrency takes a whole number from 1 to 99.')
}
