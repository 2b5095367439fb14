import * as z from 'zod/mini'
import type { UserPage } from '../../core/adapter.js'
import { isMap } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { joinName } from '../../core/user/splitName.js'
import { withNameParts } from '../../core/user/withNameParts.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { isOddCursor, toPageCursor } from '../http/pageCursor.js'
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
  created_at: text,
  updated_at: text,
})

/** The JSON of a user. */
export type UserWire = z.infer<typeof userSchema>

/**
 * A page of users.
 * @see https://notiflows.com/docs/api/pagination
 */
export const userPageSchema = z.object({
  items: z.array(userSchema),
  page: z.optional(z.unknown()),
})

/** Notiflows' names of the writable fields of a user. `name` consists of the first and the last name. */
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
  const { external_id: id, custom_fields: traits, created_at, updated_at, ...others } = wire
  const names: readonly string[] = Object.values(fieldNames)
  const fields = fromWireFields(fieldNames, others)
  const texts = {
    name: joinName(fields),
    ...fields,
    createdAt: created_at,
    updatedAt: updated_at,
  }
  const rest = Object.entries(others).filter(([key]) => !names.includes(key))
  return {
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value)),
    id,
    traits: withoutNulls(traits ?? {}),
    rest: Object.fromEntries(rest),
  }
}

/** Converts a page of users. A cursor that leads to its own page is omitted, because it would never end. */
export function toUserPage(
  { items, page }: z.infer<typeof userPageSchema>,
  cursor: string | undefined,
  before: string | undefined,
): UserPage {
  // Without `page`, the list may have more pages.
  const info: Readonly<Record<string, unknown>> = isMap(page) ? page : { after: {} }
  const next = info['has_more_after'] === false ? undefined : toPageCursor(info['after'])
  const previous = info['has_more_before'] === false ? undefined : toPageCursor(info['before'])
  return {
    users: items.map(toUser),
    ...(next !== undefined && next !== cursor && { next }),
    ...(previous !== undefined && previous !== before && { previous }),
  }
}

/** Returns the paths of the cursors of a page that are not as documented. */
export function findOddCursors(answer: unknown) {
  const { page } = Object(answer) as { readonly page?: unknown }
  if (!isMap(page)) return [['page']]
  return ['after', 'before'].flatMap((key) => (isOddCursor(page[key]) ? [['page', key]] : []))
}

/**
 * Returns the body of an upsert. It contains the id, because one version of the docs requires it.
 * @see https://notiflows.com/docs/api/admin/users/upsert
 */
export function toUserBody(id: string, patch: UserPatch): Readonly<Record<string, unknown>> {
  const { traits } = patch
  return {
    external_id: id,
    ...toWireFields(fieldNames, withNameParts(patch)),
    ...(traits && { custom_fields: traits }),
  }
}
