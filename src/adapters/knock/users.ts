import * as z from 'zod/mini'
import type { PreferencesMember, UsersMember } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkKnockId } from './errors.js'
import { createKnockIdentifyMany } from './identifyMany.js'
import { toUserBody, userPageSchema, userSchema, withSentLocale } from './userWire.js'

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
  const ownUser: UsersMember = {
    get: async (id, options) => http(userSchema, 'GET', toPath('users.get', id), options),
    /** Saves preferences in a second request, because the answer to the first doesn't show whether they were saved. */
    async identify(id, patch, { preferences: changes = [], ...options } = {}) {
      const path = toPath('users.identify', id)
      const body = toUserBody('users.identify', patch)
      const user = await http(userSchema, 'PUT', path, { ...options, body })
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
    async list({ limit = maxPageSize, cursor, ...options } = {}) {
      const query = { page_size: String(Math.min(limit, maxPageSize)), after: cursor }
      return http(userPageSchema, 'GET', '/v1/users', { ...options, query })
    },
    identifyMany: createKnockIdentifyMany(http),
    async merge({ from, into }, options) {
      checkKnockId('users.merge', from, 'from')
      const path = `${toPath('users.merge', into, 'into')}/merge`
      return http(userSchema, 'POST', path, { ...options, body: { from_user_id: from } })
    },
  }
}

function toPath(caller: string, id: string, name?: string): string {
  checkKnockId(caller, id, name)
  return `/v1/users/${toPathSegment(id)}`
}
