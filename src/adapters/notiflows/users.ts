import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError } from '../../core/errors.js'
import { findUnclearedFields } from '../../core/user/findUnclearedFields.js'
import type { User } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkPageCursor } from '../http/pageCursor.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { findOddCursors, toUser, toUserBody, toUserPage } from './userWire.js'
import { userPageSchema, userSchema, type UserWire } from './userWire.js'

/** The largest page of `GET /users`. */
const maxPageSize = 1000

/**
 * Creates the users member of the Admin API. The API has an upsert only, so there is neither `create` nor `update`.
 * @see https://notiflows.com/docs/api/admin
 */
export function createUsers(
  http: HttpClient,
  preferences: PreferencesMember,
): Omit<UsersMember, 'create' | 'update' | 'merge'> {
  async function get(id: string, options?: RequestOptions) {
    return toRequestedUser(id, await http(userSchema, 'GET', toPath(id), options))
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    const body = toUserBody(id, patch)
    const answer = await http(z.optional(userSchema), 'PUT', toPath(id), { ...options, body })
    const user = answer ? toRequestedUser(id, answer) : await get(id, options)
    // Whether `null` clears a field is not documented; the answer shows it.
    const kept = findUnclearedFields(patch, user)
    if (kept.length > 0) {
      throw new IdentikitError('conflict', 'Notiflows kept a value that should be cleared.', {
        fields: Object.fromEntries(kept.map((key) => [key, 'was not cleared'])),
      })
    }
    // The preferences of an upsert are initial values; what they change for an existing user is not documented.
    if (changes.length > 0) await preferences.update(id, changes, options)
    return user
  }

  return {
    get,
    identify,
    async delete(id, options) {
      await ignoreErrors(http(z.unknown(), 'DELETE', toPath(id), options), 'not-found')
    },
    async list({ limit, cursor, before, ...options } = {}) {
      checkPageCursor('Notiflows', cursor, before)
      const pageSize = limit === undefined ? undefined : String(Math.min(limit, maxPageSize))
      const query = { limit: pageSize, after: cursor, before }
      const init = { ...options, query, findOdd: findOddCursors }
      return toUserPage(await http(userPageSchema, 'GET', '/users', init), cursor, before)
    },
    identifyMany: sequentialIdentifyMany(identify),
  }
}

const toPath = (id: string): string => `/users/${toPathSegment(id)}`

/** Converts the user of an answer, and refuses the data of another user. */
const toRequestedUser = (id: string, wire: UserWire): User =>
  requireSameUser('Notiflows', id, toUser(wire))
