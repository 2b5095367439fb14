import * as z from 'zod/mini'
import { invalid } from '../../core/errors.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { joinName, splitName } from '../../core/user/splitName.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { isOddCursor } from '../http/pageCursor.js'
import { toWireFields, withoutNulls } from '../http/wireFields.js'

const text = z.nullish(z.string())
const listOf = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.nullish(z.array(z.object(shape)))

/**
 * A user. Keys that the samples of the docs lack are optional; the id and the subscriptions are not.
 * @see https://docs.engage.so
 */
export const userSchema = z.looseObject({
  uid: z.string(),
  uid_updateable: z.nullish(z.boolean()),
  first_name: text,
  last_name: text,
  email: text,
  number: text,
  tz: text,
  created_at: text,
  meta: z.nullish(wireMapSchema),
  devices: listOf({ token: z.string(), platform: text }),
  segments: listOf({ id: z.string(), suppressed: z.nullish(z.boolean()) }),
  /** Required by the docs. A subscription without it is unreadable and stays in `rest`. */
  lists: listOf({ id: z.string(), subscribed: z.optional(z.boolean()) }),
})

/** A page of users. */
export const userPageSchema = z.looseObject({
  data: z.array(userSchema),
  next_cursor: z.optional(z.unknown()),
  previous_cursor: z.optional(z.unknown()),
})

/** Returns the paths of the cursors of a page that are not as documented. */
export function findOddCursors(page: unknown) {
  const cursors = Object(page) as Readonly<Record<string, unknown>>
  return ['next_cursor', 'previous_cursor'].flatMap((key) =>
    isOddCursor(cursors[key]) ? [[key]] : [],
  )
}

/** Engage's names of the fields of a user. `name` consists of the first and the last name. */
export const fieldNames = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  phone: 'number',
  timezone: 'tz',
  createdAt: 'created_at',
} as const

/** Converts a user. Its key is `uid`; `id` is internal to Engage and stays in `rest`. */
export function toUser(wire: z.infer<typeof userSchema>): User {
  const { uid, uid_updateable, meta, devices, segments, lists, ...others } = wire
  const { first_name: firstName, last_name: lastName, email, number, tz, ...more } = others
  const { created_at: createdAt, ...rest } = more
  // Older SDKs store the timezone as an attribute.
  const { tz: metaTimezone, ...attributes } = meta ?? {}
  const hasMetaTimezone = typeof metaTimezone === 'string'
  const fields = {
    name: joinName({ firstName, lastName }),
    firstName,
    lastName,
    email,
    phone: number && `+${number.replace(/^\+/, '')}`,
    timezone: tz || (hasMetaTimezone && metaTimezone),
    createdAt,
  }
  return {
    id: uid,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value)),
    traits: withoutNulls(hasMetaTimezone ? attributes : (meta ?? {})),
    ...(devices && {
      devices: devices.map(({ token, platform }) => ({ token, ...(platform && { platform }) })),
    }),
    ...(segments && {
      segments: segments.map(({ id, suppressed }) => ({
        id,
        ...(typeof suppressed === 'boolean' && { suppressed }),
      })),
    }),
    ...toSubscriptions(lists, rest),
    ...(typeof uid_updateable === 'boolean' && { uidUpdateable: uid_updateable }),
  }
}

/** Returns the subscriptions, and those that are unreadable in `rest`. */
function toSubscriptions(
  lists: z.infer<typeof userSchema>['lists'],
  rest: User['rest'],
): Pick<User, 'lists' | 'rest'> {
  if (!lists) return { rest }
  const readable = lists.flatMap(({ id, subscribed }) =>
    subscribed === undefined ? [] : [{ id, subscribed }],
  )
  const unreadable = lists.filter(({ subscribed }) => subscribed === undefined)
  return { lists: readable, rest: unreadable.length > 0 ? { ...rest, lists: unreadable } : rest }
}

/** Returns whether the subscription of a user to a list is unreadable. */
export function isUnreadableList({ rest }: User, id: string): boolean {
  const { lists } = rest as { readonly lists?: readonly { readonly id: string }[] }
  return lists?.some((list) => list.id === id) ?? false
}

/**
 * Returns the body of a write, and the names of the removed traits, each of which needs a request.
 * @throws IdentikitError `invalid` for a trait that Engage would mistake for the timezone or could not remove
 */
export function toUserBody(caller: string, patch: UserPatch) {
  const { name, phone, traits = {} } = patch
  checkTraitNames(caller, traits)
  const meta = withoutNulls(traits)
  const body = {
    ...(name && toWireName(name)),
    ...toWireFields(fieldNames, patch),
    ...(phone && { number: phone.replace(/^\+/, '') }),
    ...(Object.keys(meta).length > 0 && { meta }),
  }
  return { body, removed: Object.keys(traits).filter((key) => traits[key] === null) }
}

/** The last name may be empty, because the effect of `null` is not documented. */
function toWireName(name: string) {
  const { firstName, lastName } = splitName(name)
  return { first_name: firstName, last_name: lastName }
}

function checkTraitNames(caller: string, traits: Traits): void {
  const problems = Object.keys(traits).flatMap((name) => {
    if (name === 'tz') return [[name, 'is the timezone in Engage: send it as `timezone`']]
    // A removal has the name in its path.
    return ['', '.', '..'].includes(name) ? [[name, 'has a name that Engage could not remove']] : []
  })
  if (problems.length === 0) return
  const fields = problems.map(([name, problem]) => [`traits.${name}`, problem])
  throw invalid(caller, Object.fromEntries(fields))
}
