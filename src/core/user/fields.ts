/** Decides how a value is checked and which control edits it. */
export type UserFieldKind = 'text' | 'email' | 'phone' | 'avatar' | 'timezone' | 'locale' | 'date'

/** The description of one field of a user. */
interface UserFieldEntry {
  readonly kind: UserFieldKind
  /** The value of the HTML attribute `autocomplete`. */
  readonly autoComplete?: string
  /** Whether a browser may write the field only if the handler's `writable.fields` lists it. */
  readonly isProtected?: true
}

/**
 * The fields of a user besides the id and custom traits, in the order of the profile editor. Schemas, form controls and SQL derive
 * from this list.
 */
export const userFieldEntries = {
  avatar: { kind: 'avatar', autoComplete: 'photo' },
  name: { kind: 'text', autoComplete: 'name' },
  firstName: { kind: 'text', autoComplete: 'given-name' },
  lastName: { kind: 'text', autoComplete: 'family-name' },
  email: { kind: 'email', autoComplete: 'email', isProtected: true },
  phone: { kind: 'phone', autoComplete: 'tel', isProtected: true },
  timezone: { kind: 'timezone' },
  locale: { kind: 'locale', autoComplete: 'language' },
  createdAt: { kind: 'date', isProtected: true },
} as const satisfies Readonly<Record<string, UserFieldEntry>>

type Entries = typeof userFieldEntries

/** The name of a field of a user. */
export type UserField = keyof Entries

/** The fields of some kinds. */
export type UserFieldOfKind<Kind extends UserFieldKind> = {
  [Field in UserField]: Entries[Field]['kind'] extends Kind ? Field : never
}[UserField]

/** The names of all fields of a user. */
export const userFields = /* @__PURE__ */ Object.keys(userFieldEntries) as readonly UserField[]

/** Returns the description of a field. */
export function getFieldEntry(field: UserField): UserFieldEntry {
  return userFieldEntries[field]
}

/** Fields that only some services have, and that are true or false. */
export const userFlags = ['subscribeToEmails', 'control'] as const

/** The name of a field that is true or false. */
export type UserFlag = (typeof userFlags)[number]
