import { userFields, userFlags } from '../core/user/fields.js'
import { withKey } from '../core/objectKeys.js'
import { UsageError } from './terminal.js'

const columns = ['id', ...userFields, ...userFlags]
const flags: readonly string[] = userFlags
const traitPrefix = 'traits.'

/** Converts the cells of a row to a record. An empty cell is absent. */
export type ToRecord = (cells: readonly string[]) => object

/**
 * Reads a header of user fields and traits, like `traits.plan` or `traits.address.city`.
 * @throws UsageError with every unknown column
 */
export function readHeader(names: readonly string[]): ToRecord {
  const unknown = names.filter((name) => !columns.includes(name) && !isTrait(name))
  if (unknown.length > 0) {
    throw new UsageError(`${unknown.map(getColumnError).join('\n')}\n${columnHelp}`)
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined) {
    throw new UsageError(`The column ${quote(repeated)} appears twice.`)
  }
  const parent = names.find((name) => names.some((other) => other.startsWith(`${name}.`)))
  if (parent !== undefined) {
    throw new UsageError(`The column ${quote(parent)} can't have a value and columns below it.`)
  }
  if (!names.includes('id')) throw new UsageError('The file has no column "id".')
  const paths = names.map((name) => name.split('.'))

  return (cells) => {
    let record: Record<string, unknown> = {}
    for (const [index, path] of paths.entries()) {
      const cell = cells[index] ?? ''
      if (cell !== '') record = withPath(record, path, toValue(path, cell))
    }
    return record
  }
}

const columnHelp = `The columns are ${columns.join(', ')}, and traits.<name> for your own.`

function isTrait(name: string): boolean {
  return name.startsWith(traitPrefix) && name.split('.').every((part) => part !== '')
}

function getColumnError(name: string): string {
  if (name === '') return 'A column has no name. Name it or remove it.'
  if (name.startsWith(traitPrefix)) return `The column ${quote(name)} has an incomplete name.`
  if (/[;\t]/.test(name)) return `Unknown column ${quote(name)}. Separate columns with commas.`
  return `Unknown column ${quote(name)}. For a trait, use "${traitPrefix}${name}".`
}

const quote = (name: string) => JSON.stringify(name.slice(0, 100))

function toValue([field = '']: readonly string[], cell: string): string | boolean {
  return flags.includes(field) && /^(?:true|false)$/.test(cell) ? cell === 'true' : cell
}

function withPath(
  map: Readonly<Record<string, unknown>>,
  [key = '', ...rest]: readonly string[],
  value: unknown,
): Record<string, unknown> {
  if (rest.length === 0) return withKey(map, key, value)
  const inner = Object.hasOwn(map, key) ? map[key] : {}
  return withKey(map, key, withPath(inner as Record<string, unknown>, rest, value))
}
