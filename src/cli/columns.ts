import { userFields, userFlags } from '../core/user/fields.js'
import { withKey } from '../core/record.js'
import { suggest } from './suggest.js'
import { UsageError } from './terminal.js'

const known = ['id', ...userFields, ...userFlags]
const flags: readonly string[] = userFlags
const traits = 'traits.'

/** Makes a record of the cells of one row; an empty cell is absent. */
export type ToRecord = (cells: readonly string[]) => object

/**
 * Reads the names of a header: fields of a user, and `traits.plan` or `traits.address.city`.
 * @throws UsageError naming every column that is none of these, with the one that was probably meant
 */
export function readHeader(names: readonly string[]): ToRecord {
  const unknown = names.filter((name) => !known.includes(name) && !isTrait(name))
  if (unknown.length > 0) throw new UsageError(`${unknown.map(explained).join('\n')}\n${advice}`)
  const twice = names.filter((name, nth) => names.indexOf(name) !== nth)
  if (twice.length > 0) throw new UsageError(`The column ${quoted(twice[0])} stands there twice.`)
  const inside = names.find((name) => names.some((other) => other.startsWith(`${name}.`)))
  if (inside !== undefined) {
    throw new UsageError(`The column ${quoted(inside)} cannot hold a value and other columns.`)
  }
  if (!names.includes('id')) throw new UsageError('The file has no column "id".')
  const paths = names.map((name) => name.split('.'))

  return (cells) => {
    let record: Record<string, unknown> = {}
    for (const [nth, path] of paths.entries()) {
      const cell = cells[nth] ?? ''
      if (cell !== '') record = withPath(record, path, valueOf(path, cell))
    }
    return record
  }
}

const advice = `Columns are ${known.join(', ')}, and traits.<name> for your own.`

function isTrait(name: string): boolean {
  return name.startsWith(traits) && name.split('.').every((part) => part !== '')
}

function explained(name: string): string {
  if (name === '') return 'A column of the header has no name: name it or take it out.'
  if (name.startsWith(traits)) return `The column ${quoted(name)} lacks a part of its name.`
  const meant = suggest(name, known)
  const split = /[;\t]/.test(name) ? '; save the file with commas between the columns' : ''
  if (!split && meant !== undefined) {
    return `Nobody knows the column ${quoted(name)}; did you mean "${meant}"?`
  }
  return `Nobody knows the column ${quoted(name)}${split || `; for a trait, write "${traits}${name}"`}.`
}

const quoted = (name = '') => JSON.stringify(name.slice(0, 100))

function valueOf([field = '']: readonly string[], cell: string): string | boolean {
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
