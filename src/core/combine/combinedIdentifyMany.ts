import type { IdentifyManyMember, UserAdapter } from '../adapter.js'
import { fanOut, combineErrors, type Part } from './fanOut.js'
import type { UserPatch } from '../user/user.js'

const member = 'users.identifyMany'

/** Sends every batch to all of the services; a user failed where one of them did not take them. */
export function combineIdentifyMany(
  takers: readonly Part<IdentifyManyMember>[],
  partOf: (patch: UserPatch, adapter: UserAdapter) => UserPatch,
): IdentifyManyMember {
  return {
    limit: Math.min(...takers.map(({ method }) => method.limit)),
    check({ id, ...patch }) {
      for (const { adapter, method } of takers) method.check?.({ ...partOf(patch, adapter), id })
    },
    async send(records, options) {
      const asked = takers.map(({ adapter, method }) => ({
        id: adapter.id,
        call: () => {
          const own = records.map(({ id, ...patch }) => ({ ...partOf(patch, adapter), id }))
          return method.send(own, options)
        },
      }))
      const failures = await fanOut(member, asked, options?.signal)
      return records.flatMap(({ id }) => {
        const parties = takers.map(({ adapter }, index) => ({
          id: adapter.id,
          error: failures[index]?.find((one) => one.id === id)?.error,
        }))
        const refused = parties.flatMap((party) =>
          party.error ? [{ id: party.id, error: party.error }] : [],
        )
        const taken = parties.filter((party) => party.error === undefined)
        return refused.length === 0 ? [] : [{ id, error: combineErrors(member, taken, refused) }]
      })
    },
  }
}
