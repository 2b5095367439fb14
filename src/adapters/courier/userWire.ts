import * as z from 'zod/mini'
import { isMap, type Json } from '../../core/json.js'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import { withKey } from '../../core/objectKeys.js'
import { findUnclearedFields } from '../../core/user/findUnclearedFields.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { fromWireFields, toWireFields, withoutNulls } from '../http/wireFields.js'

const text = z.nullish(z.string())

/** The part of a profile that the kit reads. Courier has no id in it. */
const profileSchema = z.looseObject({
  name: text,
  given_name: text,
  family_name: text,
  email: text,
  phone_number: text,
  picture: text,
  locale: text,
  zoneinfo: text,
  custom: z.nullish(wireMapSchema),
})
type ProfileWire = z.infer<typeof profileSchema>

/**
 * The answer with a profile.
 * @see https://www.courier.com/docs/api-reference/user-profiles/get-a-profile
 */
export const userSchema = z.object({ profile: profileSchema })

/** The answer with the custom data only, which a write sends back whole. */
export const customSchema = z.object({ profile: z.object({ custom: z.nullish(wireMapSchema) }) })

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

/** The keys of a profile that are no part of `rest`: fields, custom data, and the addresses and keys of providers. */
const hiddenKeys: readonly string[] = [
  ...Object.values(fieldNames),
  'custom',
  'airship',
  'apn',
  'discord',
  'expo',
  'facebookPSID',
  'firebaseToken',
  'intercom',
  'ms_teams',
  'pagerduty',
  'slack',
  'target_arn',
  'webhook',
]

/** Converts the profile of a user. */
export function toUser(id: string, profile: ProfileWire): User {
  const fields = Object.entries(fromWireFields(fieldNames, profile)).filter(([, value]) => value)
  const rest = Object.entries(profile).filter(([key]) => !hiddenKeys.includes(key))
  return {
    ...Object.fromEntries(fields),
    id,
    traits: withoutNulls(profile.custom ?? {}),
    rest: Object.fromEntries(rest),
  }
}

/**
 * Returns the body of a merge, in which `null` removes a field. How deep Courier merges custom data is not documented. So the body has
 * the stored data as well, and a removed key as `null`.
 * @see https://www.courier.com/docs/api-reference/user-profiles/create-a-profile
 */
export function toProfileBody(patch: UserPatch, stored: Traits = {}) {
  const { traits } = patch
  const custom = traits && mergeTraits(withoutNulls(stored), traits)
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

/** Returns the paths of what a patch clears and the user still has. */
export function findKept(patch: UserPatch, user: User): readonly string[] {
  const fields = Object.keys(fieldNames) as (keyof typeof fieldNames)[]
  const kept = fields.filter((field) => patch[field] === null && user[field] !== undefined)
  return [...kept, ...findUnclearedFields({ traits: patch.traits ?? {} }, user)]
}
