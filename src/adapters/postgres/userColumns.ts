import { userFields, type UserField } from '../../core/user/fields.js'

/** The columns of a user's fields in the order of `userFields`. The column of a field is its name in snake case. */
export const userColumns: readonly { readonly field: UserField; readonly column: string }[] =
  userFields.map((field) => ({
    field,
    column: field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }))

/** Returns a list in SQL with one item per field of a user. */
export function listColumns(toItem: (column: string, field: string) => string): string {
  return userColumns.map(({ field, column }) => toItem(column, field)).join(',\n    ')
}
