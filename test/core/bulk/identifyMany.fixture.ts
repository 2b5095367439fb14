import type { IdentifyManyMember, UserAdapter, UserRecord } from '../../../src/core/adapter.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { IdentikitError } from '../../../src/core/errors.js'
import { userFields } from '../../../src/core/user/fields.js'

/** A service that takes many users by `send`, and how often it was asked, with whom, and how many at once. */
export function openBulk(limit: number, send: IdentifyManyMember['send'] = async () => []) {
  const batches: (readonly UserRecord[])[] = []
  const pendingWrites = { now: 0, most: 0 }
  const adapter: UserAdapter = {
    id: 'bulk',
    fields: Object.fromEntries(
      userFields.map((field) => [field, { read: true, write: true, clear: true }]),
    ),
    traits: { values: 'json', merge: 'deep', clear: true },
    users: {
      identifyMany: {
        limit,
        async send(users, options) {
          batches.push(users)
          pendingWrites.now += 1
          pendingWrites.most = Math.max(pendingWrites.most, pendingWrites.now)
          try {
            return await send(users, options)
          } finally {
            pendingWrites.now -= 1
          }
        },
      },
    },
  }
  const { identifyMany } = createAdminClient(adapter).users
  const ids = () => batches.map((batch) => batch.map(({ id }) => id))
  return { identifyMany, batches, ids, pendingWrites }
}

export const people = (count: number): UserRecord[] =>
  Array.from({ length: count }, (_, n) => ({ id: `user ${n}` }))

export function limited(retryAfter?: number): IdentikitError {
  return new IdentikitError('rate-limited', 'Too early.', { status: 429, retryAfter })
}

export const cut = () => new IdentikitError('network', 'Cut.')

export const refused = () => new IdentikitError('invalid', 'Refused.', { status: 422 })

export const tick = (milliseconds = 0) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds)
  })
