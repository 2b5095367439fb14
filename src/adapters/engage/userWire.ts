import * as z from 'zod/mini'
import { invalid } from '../../core/errors.js'
import { wireMapSchema } from '../../core/json.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toWireFields, withoutNulls } from '../http/wireFields.js'
import { trimText } from '../../core/text.js'

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
  devices: listOf({ token: z.string(), platform: z.catch(z.optional(z.string()), undefined) }),
  segments: listOf({ id: z.string(), suppressed: z.catch(z.optional(z.boolean()), undefined) }),
  lists: listOf({ id: z.string(), subscribed: z.boolean() }),
})

/** A page of users. */
export const userPageSchema = z.looseObject({ data: z.array(userSchema), next_cursor: text })

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
    name: [firstName, lastName].filter(Boolean).join(' '),
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
    ...(devices && { devices }),
    ...(segments && { segments }),
    ...(lists && { lists }),
    ...(typeof uid_updateable === 'boolean' && { uidUpdateable: uid_updateable }),
    rest,
  }
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
    ...(name && splitName(name)),
    ...toWireFields(fieldNames, patch),
    ...(phone && { number: phone.replace(/^\+/, '') }),
    ...(Object.keys(meta).length > 0 && { meta }),
  }
  return { body, removed: Object.keys(traits).filter((key) => traits[key] === null) }
}

/** Splits a name at its first space. The last name may be empty, because the effect of `null` is not documented. */
function splitName(name: string) {
  const [, first = '', last = ''] = /^(\S*)\s*(.*)$/s.exec(trimText(name)) ?? []
  return { first_name: first, last_name: last }
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
