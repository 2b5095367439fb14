import { isMap } from '../../core/json.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch, UserRules } from '../../core/user/user.js'
import { readAvatarUrl } from '../../core/user/avatarUrl.js'
import type { UserField } from '../../core/user/fields.js'

/** The service's name of each field that it has. */
export type FieldNames = Readonly<Partial<Record<UserField, string>>>

/** Returns the rules of fields that can be read, written and cleared. */
export function createFieldRules(fields: readonly string[]): UserRules['fields'] {
  return Object.fromEntries(
    fields.map((field) => [field, { read: true, write: true, clear: true }]),
  )
}

/** Returns the fields of a user that have a value in the service's JSON. The address of a picture is percent-encoded. */
export function fromWireFields(
  names: FieldNames,
  wire: Readonly<Record<string, unknown>>,
): Partial<User> {
  const entries = Object.entries(names).map(([field, name]) => {
    const value = wire[name]
    const isAvatar = field === 'avatar' && typeof value === 'string'
    return [field, isAvatar ? readAvatarUrl(value) : value] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => (value ?? null) !== null))
}

/** Returns the fields of a patch under the service's names. */
export function toWireFields(
  names: FieldNames,
  patch: UserPatch,
): Readonly<Record<string, string | null>> {
  const entries = Object.entries(names).flatMap(([field, name]) => {
    const value = patch[field as UserField]
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(entries)
}

/** Returns the traits without those that are `null`, at any depth outside arrays: a service may keep `null` for a removed trait. */
export function withoutNulls(traits: Traits): Traits {
  const entries = Object.entries(traits).flatMap(([key, value]) =>
    value === null ? [] : [[key, isMap(value) ? withoutNulls(value) : value] as const],
  )
  return Object.fromEntries(entries)
}
