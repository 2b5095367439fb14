import { getUserRules, type IdentifyOptions, type UserAdapter } from './adapter.js'
import { IdentikitError, invalid } from './errors.js'
import { checkPreferenceChanges } from './preferences/preferences.js'
import { checkUserPatch, type UserPatch } from './user/user.js'

/**
 * Returns a member of an adapter. Callers read it at each call: the members of `remote` change with its first answer.
 * @throws IdentikitError `unsupported` where the adapter lacks it
 */
export function requireMember<T>(
  { id, unsupportedHints = {} }: UserAdapter,
  name: string,
  member: T | undefined,
): T {
  if (member !== undefined) return member
  const hint = Object.hasOwn(unsupportedHints, name) ? ` ${unsupportedHints[name]}` : ''
  throw new IdentikitError('unsupported', `The ${id} adapter has no ${name}.${hint}`)
}

/**
 * Checks a patch of a user and the preferences that are saved with it.
 * @returns the patch in its stored form
 * @throws IdentikitError `invalid`, or `unsupported` where the adapter has no preferences
 */
export function checkIdentify(
  adapter: UserAdapter,
  caller: string,
  patch: UserPatch,
  { preferences }: IdentifyOptions,
): UserPatch {
  const checked = checkUserPatch(caller, patch, getUserRules(adapter))
  if (preferences !== undefined) {
    checkPreferenceChanges(caller, preferences)
    requireMember(adapter, 'preferences', adapter.preferences)
  }
  return checked
}

/** @throws IdentikitError `invalid` */
export function checkObject(caller: string, name: string, input: unknown): void {
  if (typeof input === 'object' && input !== null) return
  throw invalid(caller, { [name]: 'must be an object' })
}
