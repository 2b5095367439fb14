import { invalid } from '../../core/errors.js'
import { UsageError } from '../terminal.js'
import type { ColumnReport } from './columnReport.js'
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
  assertHeader(names, targets, map)
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

/** An address, a number that isn't a year, a date, a URL or a UUID. */
const valueOfPerson = /@|:\/\/|^[^\p{L}]*\d[^\p{L}]*$(?<!^\d{4})|^[\da-f]{8}-[\da-f]{4}-/iu

/**
 * The row of a person may hold the name of a field too, such as `id` for Indonesian. So it takes more than one, unless `--map` names
 * columns.
 * @throws UsageError if the first row isn't a header, or has no id
 */
function assertHeader(
  names: readonly string[],
  targets: readonly (string | undefined)[],
  map: ColumnMap,
): void {
  const known = targets.filter((target) => target !== undefined)
  const filled = names.filter((name) => name !== '')
  const hasId = known.includes('id')
  if (map.size === 0 && (known.length === 0 || names.some((name) => valueOfPerson.test(name)))) {
    throw new UsageError(
      `The first line does not look like a header: ${known.length === 0 ? 'none of its cells is the name of a field' : 'it holds a value'}. Write a header above the rows, or name its columns, for example with --map "<column>=id".\n${help}`,
    )
  }
  if (!hasId) {
    throw new UsageError(
      'The file has no column "id". Name the column that has the ids of your users with --map "<column>=id".',
    )
  }
  if (map.size === 0 && known.length === 1 && filled.length > 1) {
    throw new UsageError(
      `The first line has "id" and no other known column. If it is a header, name the others, for example with --map "<column>=traits.<name>".\n${help}`,
    )
  }
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
