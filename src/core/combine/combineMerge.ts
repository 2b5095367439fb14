import type { UserAdapter, UsersMember } from '../adapter.js'
import { toIdentikitError, type IdentikitError } from '../errors.js'
import { findParts, saveUser, type CombinedRoles, type Part } from './combinedRoles.js'
import { combineErrors } from './fanOut.js'

const member = 'users.merge'

/** Combines `merge`. It succeeds if at least one service knew the guest. */
export function combineMerge(roles: CombinedRoles): UsersMember['merge'] {
  const parts = findParts(roles.users, ({ merge }) => merge)
  if (!parts) return undefined
  return async (users, options) => {
    /** The services that don't know the guest, or have merged them before. */
    const unaffected = new Map<UserAdapter, IdentikitError>()

    async function merge({ adapter, method }: Part<NonNullable<UsersMember['merge']>>) {
      try {
        return await method(users, options)
      } catch (thrown) {
        const error = toIdentikitError(thrown)
        const user = error.code === 'not-found' && adapter.users?.get?.(users.into, options)
        if (!user) throw thrown
        unaffected.set(adapter, error)
        return user
      }
    }

    const merged = await saveUser(roles, member, parts, merge, options?.signal)
    if (unaffected.size < parts.length) return merged
    const outcomes = Array.from(unaffected, ([{ id }, error]) => ({ id, error }))
    throw combineErrors(member, outcomes)
  }
}
