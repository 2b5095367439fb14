import { joinName, splitName } from './splitName.js'
import type { UserPatch, UserRules } from './user.js'

/**
 * Returns a patch without the fields that the service can't write. A name is split at its first space, or joined, if the service
 * stores it the other way. Traits are kept. Without rules, the patch is returned unchanged.
 */
export function dropUnsupported(
  patch: UserPatch,
  fields: UserRules['fields'] | undefined,
): UserPatch {
  if (!fields) return patch
  const writes = (key: string) => fields[key as keyof typeof fields]?.write === true
  const fitting = Object.entries(fitName(patch, writes)).filter(
    ([key]) => key === 'traits' || writes(key),
  )
  return Object.fromEntries(fitting)
}

function fitName(patch: UserPatch, writes: (key: string) => boolean): UserPatch {
  const { name, firstName, lastName } = patch
  const hasOnlyName = typeof name === 'string' && firstName === undefined && lastName === undefined
  if (hasOnlyName && !writes('name')) {
    const parts = splitName(name)
    if (parts.lastName === '' || !writes('lastName')) return { ...patch, firstName: name }
    return { ...patch, ...parts }
  }
  if (name === undefined && !writes('firstName')) {
    const joined = joinName({ firstName, lastName })
    return joined === '' ? patch : { ...patch, name: joined }
  }
  return patch
}
