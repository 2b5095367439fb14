import { trimText } from '../text.js'
import { joinName } from './splitName.js'

/** The fields of a user that hold a name. */
export interface NamedUser {
  readonly name?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly email?: string | null | undefined
}

/** Returns the name, else first and last name; `undefined` if neither is known. */
export function getFullName({ name, firstName, lastName }: NamedUser): string | undefined {
  return trimText(name ?? '') || joinName({ firstName, lastName }) || undefined
}

/** Returns the full name, else the email address. */
export function getDisplayName(user: NamedUser): string | undefined {
  return getFullName(user) ?? (trimText(user.email ?? '') || undefined)
}
