import * as z from 'zod/mini'
import type { IdentifyManyMember, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError } from '../../core/errors.js'
import type { UserPatch } from '../../core/user/user.js'
import type { HttpClient } from '../http/httpClient.js'
import { toUserBody } from './userWire.js'

/** The answer to a bulk create, which names the users that failed. */
const bulkSchema = z.object({
  data: z.object({
    failed: z.optional(z.array(z.object({ subscriberId: z.optional(z.string()) }))),
  }),
})

/**
 * Creates the bulk identification, at most 500 users in a request, which costs 100 of the tokens of Novu's rate limit. A user with traits
 * is identified alone, because a bulk request replaces all custom data, and so is one with a field to clear, because only the answer to a
 * single request shows whether Novu cleared it.
 * @see https://docs.novu.co/api-reference/subscribers/bulk-create-subscribers
 */
export function createNovuIdentifyMany(
  http: HttpClient,
  identify: NonNullable<UsersMember['identify']>,
): IdentifyManyMember {
  const single = sequentialIdentifyMany(identify)
  return {
    limit: 500,
    async send(users, options) {
      const plain = users.filter(isPlain)
      const others = users.filter((user) => !isPlain(user))
      const failed = plain.length > 0 ? await sendBulk(plain, options) : []
      return [...failed, ...(await single.send(others, options))]
    },
  }

  async function sendBulk(...[users, options]: Parameters<IdentifyManyMember['send']>) {
    const subscribers = users.map((user) => ({ ...toUserBody(user), subscriberId: user.id }))
    const init = { ...options, body: { subscribers }, strict: true }
    const { data } = await http(bulkSchema, 'POST', '/v1/subscribers/bulk', init)
    const ids = new Set((data.failed ?? []).map(({ subscriberId }) => subscriberId))
    const named = users.filter(({ id }) => ids.has(id))
    if (named.length < ids.size) {
      const message = 'Novu refused some of these users without naming them.'
      throw new IdentikitError('service', message)
    }
    const error = new IdentikitError('service', 'Novu did not save this user.')
    return named.map(({ id }) => ({ id, error }))
  }
}

const isPlain = ({ traits, ...fields }: UserPatch): boolean =>
  traits === undefined && !Object.values(fields).includes(null)
