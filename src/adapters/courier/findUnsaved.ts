import { isMap, type Json } from '../../core/json.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { fromWireFields, toWireFields } from '../http/wireFields.js'
import { fieldNames } from './userWire.js'

/** Returns the paths of a patch that a user doesn't have, e.g. `phone` and `traits.address.city`. `null` asks for no value. */
export function findUnsaved(patch: UserPatch, user: User): readonly string[] {
  const written = toWireFields(fieldNames, patch)
  const expected = fromWireFields(fieldNames, written)
  const fields = (Object.keys(fieldNames) as (keyof typeof fieldNames)[]).filter(
    (field) => patch[field] !== undefined && (expected[field] || undefined) !== user[field],
  )
  return [...fields, ...findTraits(patch.traits ?? {}, user.traits, 'traits')]
}

function findTraits(patch: Traits, saved: Traits, path: string): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const stored: Json | undefined = Object.hasOwn(saved, key) ? saved[key] : undefined
    const place = `${path}.${key}`
    if (value === null) return stored === undefined ? [] : [place]
    if (isMap(value) && (stored === undefined || isMap(stored)))
      return findTraits(value, stored ?? {}, place)
    return stored !== undefined && replaceEqualDeep(stored, value) === stored ? [] : [place]
  })
}
