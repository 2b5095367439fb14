import * as z from 'zod/mini'
import type { UserPage } from '../../core/adapter.js'
import { isMap, wireMapSchema } from '../../core/json.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { fromWireFields, toWireFields, withoutNulls } from '../http/wireFields.js'

const text = z.optional(z.nullable(z.string()))

/**
 * A user. Its key is `external_id`; `id` is internal to Notiflows.
 * @see https://notiflows.com/docs/api/admin/users/get
 */
export const userSchema = z.looseObject({
  external_id: z.string(),
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  avatar: text,
  timezone: text,
  locale: text,
  custom_fields: z.optional(z.nullable(wireMapSchema)),
})

/** The JSON of a user. */
export type UserWire = z.infer<typeof userSchema>

/**
 * A page of users.
 * @see https://notiflows.com/docs/api/pagination
 */
export const userPageSchema = z.object({
  items: z.array(userSchema),
  page: z.object({ after: text, has_more_after: z.optional(z.boolean()) }),
})

/** Notiflows' names of the fields of a user. */
export const fieldNames = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'phone',
  avatar: 'avatar',
  timezone: 'timezone',
  locale: 'locale',
} as const

/** Converts a user. */
export function toUser(wire: UserWire): User {
  const { external_id: id, custom_fields: traits, ...others } = wire
  const names: readonly string[] = Object.values(fieldNames)
  const fields = Object.entries(fromWireFields(fieldNames, others))
  const rest = Object.entries(others).filter(([key]) => !names.includes(key))
  return {
    ...Object.fromEntries(fields.filter(([, value]) => value !== '')),
    id,
    traits: withoutNulls(traits ?? {}),
    rest: Object.fromEntries(rest),
  }
}

/** Converts a page of users. A cursor that leads to its own page is omitted, because it would never end. */
export function toUserPage(
  { items, page }: z.infer<typeof userPageSchema>,
  cursor: string | undefined,
): UserPage {
  const { after, has_more_after: hasMore } = page
  const users = items.map(toUser)
  return after && after !== cursor && hasMore !== false ? { users, next: after } : { users }
}

/**
 * Returns the body of an upsert. It contains the id, because one version of the docs requires it.
 * @see https://notiflows.com/docs/api/admin/users/upsert
 */
export function toUserBody(id: string, patch: UserPatch): Readonly<Record<string, unknown>> {
  const { traits } = patch
  return {
    external_id: id,
    ...toWireFields(fieldNames, patch),
    ...(traits && { custom_fields: traits }),
  }
}

/** Returns the paths of the traits that a patch removes and the user still has, e.g. `traits.address.city`. */
export function findKeptTraits(patch: Traits, traits: Traits, path = 'traits'): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const saved = Object.hasOwn(traits, key) ? traits[key] : undefined
    if (saved === undefined) return []
    if (value === null) return [`${path}.${key}`]
    return isMap(value) && isMap(saved) ? findKeptTraits(value, saved, `${path}.${key}`) : []
  })
}
