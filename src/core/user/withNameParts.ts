import { splitName } from './splitName.js'
import type { UserPatch } from './user.js'

/** Returns a patch with the parts of its name, which the patch's own parts override, for services without a field for the whole name. */
export function withNameParts(patch: UserPatch): UserPatch {
  const { name } = patch
  if (name === undefined) return patch
  const { firstName, lastName } = splitName(name ?? '')
  return { firstName: firstName || null, lastName: lastName || null, ...patch }
}
