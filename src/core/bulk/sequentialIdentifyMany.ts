import type { IdentifyFailure, IdentifyManyMember, UsersMember } from '../adapter.js'
import { toIdentikitError } from '../errors.js'

/** Creates the bulk member of a service that has no bulk request: it identifies one user after the other. */
export function sequentialIdentifyMany(
  identify: NonNullable<UsersMember['identify']>,
  check?: IdentifyManyMember['check'],
): IdentifyManyMember {
  return {
    limit: 1,
    check,
    async send(users, options) {
      const failed: IdentifyFailure[] = []
      for (const { id, ...patch } of users) {
        try {
          await identify(id, patch, options)
        } catch (thrown) {
          options?.signal?.throwIfAborted()
          failed.push({ id, error: toIdentikitError(thrown) })
        }
      }
      return failed
    },
  }
}
