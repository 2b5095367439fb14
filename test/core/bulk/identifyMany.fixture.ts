import type { IdentifyManyMember, UserAdapter, UserRecord } from '../../../src/core/adapter.js'
import { createAdminClient } from '../../../src/core/adminClient.js'
import { IdentikitError } from '../../../src/core/errors.js'
import { userFields } from '../../../src/core/user/fields.js'
import { loadPhoneCheck } from '../../../src/core/contact/loadPhoneReader.js'

// With fake timers, a module doesn't load.
await loadPhoneCheck()

/** Creates a client of a service with the given `send`, and records its batches and how many were in flight. */
export function openBulk(limit: number, send: IdentifyManyMember['send'] = async () => []) {
  const batches: (readonly UserRecord[])[] = []
  const inFlight = { now: 0, most: 0 }
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
          inFlight.now += 1
          inFlight.most = Math.max(inFlight.most, inFlight.now)
          try {
            return await send(users, options)
          } finally {
            inFlight.now -= 1
          }
        },
      },
    },
  }
  const { identifyMany } = createAdminClient(adapter).users
  const ids = () => batches.map((batch) => batch.map(({ id }) => id))
  return { identifyMany, batches, ids, inFlight }
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
