import { quote } from './columnTargets.js'

/** The columns and cells that an import leaves out. */
export interface ColumnReport {
  readonly skip: (name: string) => void
  /** Counts a cell with a value in a column without a name. */
  readonly skipUnnamed: () => void
  readonly skipNull: () => void
  /** Returns what was left out, in sentences. */
  readonly getNotes: () => string[]
}

const maxNames = 20

/** Counts what an import leaves out. */
export function createColumnReport(): ColumnReport {
  const names = new Set<string>()
  let unnamed = 0
  let nulls = 0
  return {
    skip: (name) => void names.add(name),
    skipUnnamed: () => void (unnamed += 1),
    skipNull: () => void (nulls += 1),
    getNotes() {
      const notes = names.size > 0 ? [describeColumns([...names])] : []
      if (unnamed > 0) notes.push(`Cells without a column name are not imported: ${unnamed}.`)
      if (nulls > 0) notes.push(`Cells with NULL were read as empty: ${nulls}.`)
      return notes
    },
  }
}

function describeColumns(names: readonly string[]): string {
  const printable = names.filter(isPrintable)
  const shown = printable.slice(0, maxNames).map(quote)
  if (shown.length < names.length) shown.push(`${names.length - shown.length} more`)
  const count = names.length === 1 ? '1 column is' : `${names.length} columns are`
  const [first = '<column>'] = printable
  const example = quote(`${first}=traits.${first.replaceAll(/[\s.=]+/g, '_')}`)
  return `${count} not imported: ${shown.join(', ')}. To import one, add it as a trait: --map ${example}`
}

/** Returns whether a text is surely no address, number or id of a person. */
const isPrintable = (name: string): boolean =>
  name.length <= 60 && /\p{L}|^\d{1,4}$/u.test(name) && !/@|\d{5}|:\/\//.test(name)
