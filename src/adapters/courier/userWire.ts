import * as z from 'zod/mini'
import { isMap, type Json } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { withKey } from '../../core/objectKeys.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { fromWireFields, toWireFields, withoutNulls } from '../http/wireFields.js'

const text = z.nullish(z.string())

const textFields = {
  name: text,
  given_name: text,
  family_name: text,
  email: text,
  phone_number: text,
  picture: text,
  locale: text,
  zoneinfo: text,
}

/** The part of a profile that the kit reads. Courier has no id in it. */
const profileSchema = z.looseObject({ ...textFields, custom: z.nullish(wireMapSchema) })
type ProfileWire = z.infer<typeof profileSchema>

/**
 * The answer with a profile.
 * @see https://www.courier.com/docs/api-reference/user-profiles/get-a-profile
 */
export const userSchema = z.object({ profile: profileSchema })

/** The same answer, which is unreadable without its custom data, because a write sends the data back whole. */
export const writableUserSchema = z.pipe(
  z
    .object({ profile: z.looseObject({ ...textFields, custom: z.optional(z.unknown()) }) })
    .check(
      z.refine(
        ({ profile }) => (profile.custom ?? null) === null || isMap(profile.custom),
        'must have custom data that is an object',
      ),
    ),
  z.transform((answer) => answer as z.infer<typeof userSchema>),
)

/** Courier's names of the fields of a user (`UserProfile` of its specification, the standard claims of OpenID Connect). */
export const fieldNames = {
  name: 'name',
  firstName: 'given_name',
  lastName: 'family_name',
  email: 'email',
  phone: 'phone_number',
  avatar: 'picture',
  timezone: 'zoneinfo',
  locale: 'locale',
} as const

/** Custom data is written whole, so that the adapter merges it itself. */
export const traitRules = { values: 'json', merge: 'deep', clear: true } as const

/** The other claims of a profile. Any other key may hold the address or the key of a provider, so that it is left out. */
const claims = [
  'address',
  'birthdate',
  'email_verified',
  'gender',
  'middle_name',
  'nickname',
  'phone_number_verified',
  'preferred_name',
  'profile',
  'sub',
  'updated_at',
  'website',
]

/** Converts the profile of a user. */
export function toUser(id: string, profile: ProfileWire): User {
  const fields = Object.entries(fromWireFields(fieldNames, profile)).filter(([, value]) => value)
  return {
    ...Object.fromEntries(fields),
    id,
    traits: withoutNulls(profile.custom ?? {}),
    rest: Object.fromEntries(Object.entries(profile).filter(([key]) => claims.includes(key))),
  }
}

/** Returns whether a patch has traits. */
export const hasTraits = ({ traits = {} }: UserPatch): boolean => Object.keys(traits).length > 0

/**
 * Returns the body of a merge, in which `null` removes a field. How deep Courier merges custom data is not documented. So the body has
 * the stored data as well, and a removed key as `null`.
 * @param stored the custom data as it was read
 * @see https://www.courier.com/docs/api-reference/user-profiles/create-a-profile
 */
export function toProfileBody(patch: UserPatch, stored: Traits = {}) {
  const custom = hasTraits(patch) && mergeTraits(stored, patch.traits ?? {})
  return { profile: { ...toWireFields(fieldNames, patch), ...(custom && { custom }) } }
}

/** Merges a patch into traits, and keeps `null` for what it removes. */
function mergeTraits(stored: Traits, patch: Traits): Traits {
  return Object.entries(patch).reduce<Traits>((traits, [key, value]) => {
    const before: Json = Object.hasOwn(traits, key) ? (traits[key] ?? null) : null
    const after = isMap(value) ? mergeTraits(isMap(before) ? before : {}, value) : value
    return withKey(traits, key, after)
  }, stored)
}
