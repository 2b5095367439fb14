import type { UserPatch, UserRules } from './user.js'

/**
 * As much of a patch as may be written: fields that may not are left out, and a name that is held otherwise is split at its first
 * space, or joined. Traits stay as they are. Where the rules are not known yet, so does everything.
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
  const isWhole = typeof name === 'string' && firstName === undefined && lastName === undefined
  if (isWhole && !writes('name')) {
    const [first = name, ...others] = name.trim().split(/\s+/)
    if (others.length === 0 || !writes('lastName')) return { ...patch, firstName: name }
    return { ...patch, firstName: first, lastName: others.join(' ') }
  }
  if (name === undefined && !writes('firstName')) {
    const joined = [firstName, lastName].filter((part) => typeof part === 'string').join(' ')
    return joined === '' ? patch : { ...patch, name: joined }
  }
  return patch
}
