import { isMap } from '../json.js'
import type { Traits } from './traits.js'
import type { User, UserPatch } from './user.js'
import { withNameParts } from './withNameParts.js'

/**
 * Returns the paths of what a patch clears and the user still has, e.g. `phone` and `traits.address.city`, for services whose documents
 * don't say whether `null` clears a value.
 */
export function findUnclearedFields(patch: UserPatch, user: User): string[] {
  const fields = Object.entries(withNameParts(patch)).flatMap(([key, value]) =>
    value === null && user[key as keyof User] !== undefined
      ? [Object.hasOwn(patch, key) ? key : 'name']
      : [],
  )
  return [...fields, ...findTraits(patch.traits ?? {}, user.traits, 'traits')]
}

function findTraits(patch: Traits, traits: Traits, path: string): string[] {
  return Object.entries(patch).flatMap(([key, value]) => {
    const saved = Object.hasOwn(traits, key) ? traits[key] : undefined
    if (saved === undefined) return []
    if (value === null) return [`${path}.${key}`]
    return isMap(value) && isMap(saved) ? findTraits(value, saved, `${path}.${key}`) : []
  })
}
