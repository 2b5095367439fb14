/** What may be known of how somebody is called. */
export interface NamedUser {
  readonly name?: string | null | undefined
  readonly firstName?: string | null | undefined
  readonly lastName?: string | null | undefined
  readonly email?: string | null | undefined
}

/** What to call somebody: the name, else first and last name; nothing where neither is known. */
export function getFullName({ name, firstName, lastName }: NamedUser): string | undefined {
  const both = [firstName, lastName].map((one) => one?.trim()).filter(Boolean)
  return name?.trim() || both.join(' ') || undefined
}

/** What to call somebody, if need be by the email address. */
export function getDisplayName(user: NamedUser): string | undefined {
  return getFullName(user) ?? (user.email?.trim() || undefined)
}
