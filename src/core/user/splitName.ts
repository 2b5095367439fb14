import { trimText } from '../text.js'

/** A name in two parts. */
export interface NameParts {
  readonly firstName: string
  /** Empty for a name of one word. */
  readonly lastName: string
}

/** Splits a name at its first white space, for services without a field for the whole name. {@link joinName} is the reverse. */
export function splitName(name: string): NameParts {
  const [, firstName = '', lastName = ''] = /^(\S*)\s*(.*)$/s.exec(trimText(name)) ?? []
  return { firstName, lastName }
}

/** Joins the parts of a name that are there; `''` without any. */
export function joinName({
  firstName,
  lastName,
}: {
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
}): string {
  const parts = [firstName, lastName].map((part) => trimText(part ?? ''))
  return parts.filter((part) => part !== '').join(' ')
}
