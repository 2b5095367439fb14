import type { UserAdapter } from '../adapter.js'
import { toIdentikitError } from '../errors.js'
import { fanOut } from './fanOut.js'
import type { CombinedRoles } from './combinedRoles.js'

interface ScopedRoles extends Pick<CombinedRoles, 'preferences'> {
  readonly schedule?: UserAdapter | undefined
}

/** Combines `listScopes` of the services that hold preferences and schedules. A service that doesn't know the user has none. */
export function combineScopes({ preferences, schedule }: ScopedRoles): UserAdapter['listScopes'] {
  // Without these rules, every call with a scope is refused.
  if (!preferences?.preferences?.rules.scope) return undefined
  const parts = [...new Set([preferences, schedule])].flatMap((adapter) => {
    const { id = '', listScopes } = adapter ?? {}
    return listScopes ? [{ id, listScopes }] : []
  })
  if (parts.length === 0) return undefined
  return async (userId, options) => {
    const calls = parts.map(({ id, listScopes }) => ({
      id,
      call: async () =>
        listScopes(userId, options).catch((thrown: unknown) => {
          if (toIdentikitError(thrown).code === 'not-found') return []
          throw thrown
        }),
    }))
    const found = await fanOut('listScopes', calls, options?.signal)
    return [...new Set(found.flat())].sort()
  }
}
