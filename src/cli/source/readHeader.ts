import { invalid } from '../../core/errors.js'
import { UsageError } from '../terminal.js'
import { isPrintable, type ColumnReport } from './columnReport.js'
import {
  assignColumns,
  columnFields,
  isTrait,
  quote,
  withPath,
  type ColumnMap,
} from './columnTargets.js'
import { readCell } from './readValue.js'

/**
 * Converts the trimmed cells of a row to a record. An empty cell is absent. A row with a cell that only another export can correct has
 * no record.
 */
export type ToRecord = (
  cells: readonly string[],
) => { readonly record: object; readonly error?: string } | { readonly error: string }

/**
 * Reads a header of fields and traits, like `traits.plan` or `traits.address.city`. Other columns are left out and reported.
 * @throws UsageError without the text of a cell that may be of a person: a file may have no header
 */
export function readHeader(
  names: readonly string[],
  map: ColumnMap,
  report: ColumnReport,
): ToRecord {
  const missing = [...map.keys()].find((name) => !names.includes(name))
  if (missing !== undefined) {
    throw new UsageError(`The file has no column ${quote(missing)}, which --map names.`)
  }
  const incomplete = names.find((name) => name.startsWith('traits.') && !isTrait(name))
  if (incomplete !== undefined) {
    throw new UsageError(`The column ${quote(incomplete)} has an incomplete name.`)
  }
  const targets = assignColumns(names, map).map((target) =>
    target === 'traits' ? undefined : target,
  )
  if (!targets.includes('id')) throw new UsageError(getIdError(names, targets))
  const parent = targets.find((target) => targets.some((other) => other?.startsWith(`${target}.`)))
  if (parent !== undefined) {
    throw new UsageError(`The column ${quote(parent)} can't have a value and columns below it.`)
  }
  for (const [index, name] of names.entries()) {
    if (targets[index] === undefined && name !== '' && map.get(name) !== '') report.skip(name)
  }
  return (cells) => readRow(cells, names, targets, report)
}

const help = `A header looks like: id,email,firstName,traits.plan. The fields are ${columnFields.join(', ')}.`

function getIdError(names: readonly string[], targets: readonly (string | undefined)[]): string {
  const known = targets.filter((target) => target !== undefined)
  if (known.length === 0 || !names.every((name) => name === '' || isPrintable(name))) {
    const reason =
      known.length === 0 ? 'none of its cells is the name of a field' : 'it has no "id"'
    return `The first line does not look like a header: ${reason}. Write a header above the rows, or name the column of the ids with --map "<column>=id".\n${help}`
  }
  const list =
    known.length > 1
      ? ` The columns are ${names.filter(Boolean).slice(0, 40).map(quote).join(', ')}.`
      : ''
  return `The file has no column "id". Name the column that has the ids of your users with --map "<column>=id".${list}`
}

function readRow(
  cells: readonly string[],
  names: readonly string[],
  targets: readonly (string | undefined)[],
  report: ColumnReport,
): ReturnType<ToRecord> {
  let record: Record<string, unknown> = {}
  const wrong: Record<string, string> = {}
  let isLost = false
  for (const [index, target] of targets.entries()) {
    const cell = cells[index] ?? ''
    // Postgres writes \N for null, other databases NULL.
    if (cell === '' || cell === String.raw`\N`) continue
    if (target === undefined) {
      if (names[index] === '') report.skipUnnamed()
    } else if (cell === 'NULL') report.skipNull()
    else {
      const reading = readCell(target, cell)
      if ('error' in reading) {
        wrong[target] = reading.error
        isLost ||= reading.isLost === true
      }
      record = withPath(record, target.split('.'), 'error' in reading ? cell : reading.value)
    }
  }
  if (Object.keys(wrong).length === 0) return { record }
  const error = invalid('users.identifyMany', wrong).message
  return isLost ? { error } : { record, error }
}
