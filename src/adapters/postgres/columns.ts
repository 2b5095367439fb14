import { userFields } from '../../core/user/fields.js'

/** The column of each field of a user: the field's name in snake case. */
const columns = userFields.map((field) => ({
  field,
  column: field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
}))

/** Returns a list in SQL with one item per field. Every list of a statement is in the same order. */
export function listColumns(toItem: (column: string, field: string) => string): string {
  return columns.map(({ field, column }) => toItem(column, field)).join(',\n    ')
}
