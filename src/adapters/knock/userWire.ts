import * as z from 'zod/mini'
import type { UserPage } from '../../core/adapter.js'
import { invalid } from '../../core/errors.js'
import { isMap, type Json } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { isOddCursor, toPageCursor } from '../http/pageCursor.js'
import { fromWireFields, toWireFields, withoutNulls } from '../http/wireFields.js'

type UserWire = Readonly<Record<string, Json>>

/** Knock's names of the fields of a user. */
export const fieldNames = {
  name: 'name',
  email: 'email',
  phone: 'phone_number',
  avatar: 'avatar',
  timezone: 'timezone',
  locale: 'locale',
  createdAt: 'created_at',
} as const
/** Top-level keys with a place of their own in the kit's user. */
const systemKeys: readonly string[] = [...Object.values(fieldNames), 'updated_at']

const omittedKeys = ['id', '__typename']

/** The top-level keys of a user that are not traits. */
const reservedKeys = [...systemKeys, ...omittedKeys, 'channel_data', 'preferences']

const text = z.nullish(z.string())
const systemFieldsSchema = z.object({
  id: z.string(),
  name: text,
  email: text,
  phone_number: text,
  avatar: text,
  timezone: text,
  locale: text,
  created_at: text,
  updated_at: text,
})

/**
 * A user, whose system fields and traits are at the same level; a trait may be named `__proto__`.
 * @see https://docs.knock.app/api-reference/users/schemas/user
 */
export const userSchema = z.pipe(
  wireMapSchema,
  z.transform((wire, context) => {
    const { data, error } = systemFieldsSchema.safeParse(wire)
    if (data) return toUser(wire, data)
    context.issues.push(...error.issues.map((issue) => ({ ...issue, input: wire }) as never))
    return z.NEVER
  }),
)

/**
 * A page of users.
 * @see https://docs.knock.app/api-reference/overview/pagination
 */
export const userPageSchema = z.pipe(
  z.object({ entries: z.array(userSchema), page_info: z.optional(z.unknown()) }),
  z.transform(({ entries, page_info: info }): UserPage => {
    const { after: next, before: previous } = getCursors(info)
    return { users: entries, ...(next && { next }), ...(previous && { previous }) }
  }),
)

function getCursors(info: unknown) {
  // Without `page_info`, the list may have more pages.
  const { after, before } = isMap(info) ? info : { after: {}, before: null }
  return { after: toPageCursor(after), before: toPageCursor(before) }
}

/** Returns the paths of the cursors of a page that are not as documented. */
export function findOddCursors(page: unknown) {
  const { page_info: info } = Object(page) as { readonly page_info?: unknown }
  if (!isMap(info)) return [['page_info']]
  return ['after', 'before'].flatMap((key) => (isOddCursor(info[key]) ? [['page_info', key]] : []))
}

function toUser(wire: UserWire, systemFields: z.infer<typeof systemFieldsSchema>): User {
  const others = Object.entries(wire).filter(
    ([key]) => !systemKeys.includes(key) && !omittedKeys.includes(key),
  )
  const [traits, rest] = [false, true].map((isReserved) =>
    Object.fromEntries(others.filter(([key]) => reservedKeys.includes(key) === isReserved)),
  )
  return {
    ...fromWireFields(fieldNames, systemFields),
    ...(systemFields.updated_at && { updatedAt: systemFields.updated_at }),
    id: systemFields.id,
    traits: withoutNulls(traits ?? {}),
    rest: rest ?? {},
  }
}

/**
 * Returns the body of an identification. Knock merges it into the user, nested properties included.
 * @throws IdentikitError `invalid` for a trait that would overwrite a system field
 */
export function toUserBody(caller: string, { traits = {}, ...patch }: UserPatch): UserWire {
  const reserved = Object.keys(traits).filter((key) => reservedKeys.includes(key))
  if (reserved.length > 0) {
    const problem = 'has the name of a system field of Knock and would overwrite it'
    throw invalid(caller, Object.fromEntries(reserved.map((key) => [`traits.${key}`, problem])))
  }
  return Object.fromEntries([
    ...Object.entries(toWireFields(fieldNames, patch)),
    ...Object.entries(traits),
  ])
}

/** Adds the locale that was sent if the answer has none: whether Knock returns a locale is not documented. */
export function withSentLocale(user: User, { locale }: UserPatch): User {
  return typeof locale === 'string' && user.locale === undefined ? { ...user, locale } : user
}
