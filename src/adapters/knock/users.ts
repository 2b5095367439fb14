import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions, UsersMember } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkPageCursor } from '../http/pageCursor.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { checkKnockId } from './errors.js'
import { createKnockIdentifyMany } from './identifyMany.js'
import type { User } from '../../core/user/user.js'
import {
  findOddCursors,
  toUserBody,
  userPageSchema,
  userSchema,
  withSentLocale,
} from './userWire.js'

/** The largest page of `GET /v1/users`. */
const maxPageSize = 50

/**
 * Creates the users member. A PUT creates or updates, so there is neither `create` nor `update`.
 * @see https://docs.knock.app/api-reference/users
 */
export function createKnockUsers(
  http: HttpClient,
  preferences: PreferencesMember,
  /** Whether the key may call the whole API; otherwise there are `get` and `identify` only. */
  isSecret: boolean,
): UsersMember {
  async function get(id: string, options?: RequestOptions): Promise<User> {
    const user = await http(userSchema, 'GET', toPath('users.get', id), options)
    return requireSameUser('Knock', id, user)
  }

  /** Reads the user if the answer to a write is empty. */
  const requireAnswer = async (id: string, answer: User | undefined, options?: RequestOptions) =>
    answer ? requireSameUser('Knock', id, answer) : get(id, options)

  const ownUser: UsersMember = {
    get,
    /** Saves preferences in a second request, because the answer to the first doesn't show whether they were saved. */
    async identify(id, patch, { preferences: changes = [], ...options } = {}) {
      const path = toPath('users.identify', id)
      const body = toUserBody('users.identify', patch)
      const answer = await http(z.optional(userSchema), 'PUT', path, { ...options, body })
      const user = await requireAnswer(id, answer, options)
      if (changes.length > 0) await preferences.update(id, changes, options)
      return withSentLocale(user, patch)
    },
  }
  if (!isSecret) return ownUser

  return {
    ...ownUser,
    async delete(id, { archive, ...options } = {}) {
      const path = toPath('users.delete', id)
      if (archive) {
        throw new IdentikitError('unsupported', 'Knock erases users and cannot archive them.')
      }
      await ignoreErrors(http(z.unknown(), 'DELETE', path, options), 'not-found')
    },
    async list({ limit = maxPageSize, cursor, before, ...options } = {}) {
      checkPageCursor('Knock', cursor, before)
      const query = { page_size: String(Math.min(limit, maxPageSize)), after: cursor, before }
      const init = { ...options, query, findOdd: findOddCursors }
      return http(userPageSchema, 'GET', '/v1/users', init)
    },
    identifyMany: createKnockIdentifyMany(http),
    async merge({ from, into }, options) {
      checkKnockId('users.merge', from, 'from')
      const path = `${toPath('users.merge', into, 'into')}/merge`
      const init = { ...options, body: { from_user_id: from } }
      return requireAnswer(into, await http(z.optional(userSchema), 'POST', path, init), options)
    },
  }
}

function toPath(caller: string, id: string, name?: string): string {
  checkKnockId(caller, id, name)
  return `/v1/users/${toPathSegment(id)}`
}
