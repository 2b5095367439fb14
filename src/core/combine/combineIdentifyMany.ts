import type { IdentifyManyMember } from '../adapter.js'
import { findParts, selectPatch, type CombinedRoles } from './combinedRoles.js'
import { combineErrors, fanOut } from './fanOut.js'

const member = 'users.identifyMany'

/** Combines `identifyMany`: each batch goes to all services, and a user fails if one of them refuses the user. */
export function combineIdentifyMany(roles: CombinedRoles): IdentifyManyMember | undefined {
  const parts = findParts(roles.users, ({ identifyMany }) => identifyMany)
  if (!parts) return undefined
  return {
    limit: Math.min(...parts.map(({ method }) => method.limit)),
    check({ id, ...patch }) {
      for (const { adapter, method } of parts) {
        method.check?.({ ...selectPatch(patch, adapter, roles), id })
      }
    },
    async send(records, options) {
      const calls = parts.map(({ adapter, method }) => ({
        id: adapter.id,
        call: () => {
          const users = records.map(({ id, ...patch }) => ({
            ...selectPatch(patch, adapter, roles),
            id,
          }))
          return method.send(users, options)
        },
      }))
      const failures = await fanOut(member, calls, options?.signal)
      return records.flatMap(({ id }) => {
        const outcomes = parts.map(({ adapter }, index) => ({
          id: adapter.id,
          error: failures[index]?.find((failure) => failure.id === id)?.error,
        }))
        const isFailed = outcomes.some(({ error }) => error !== undefined)
        return isFailed ? [{ id, error: combineErrors(member, outcomes) }] : []
      })
    },
  }
}
