import * as z from 'zod/mini'
import type { PreferencesMember, UsersMember } from '../../core/adapter.js'
import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import type { User } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { fromPatch, keptTraits, toPage, toUser, userPageSchema, userSchema } from './wire.js'

type UserWire = z.infer<typeof userSchema>

const mostListed = 1000

/**
 * The Admin API of users. It has an upsert only, so saving goes through `identify`; and no endpoint merges a guest: create the real
 * user and send the guest's data again.
 */
export function createUsers(
  http: HttpClient,
  preferences: PreferencesMember,
): Omit<UsersMember, 'create' | 'update' | 'merge'> {
  async function get(id: string, { signal }: { signal?: AbortSignal | undefined } = {}) {
    return ownUser(id, await http(userSchema, 'GET', at(id), { signal }))
  }

  const identify: NonNullable<UsersMember['identify']> = async (id, patch, settings = {}) => {
    const { preferences: changes = [], ...request } = settings
    const { signal, keepalive } = request
    const body = fromPatch(id, patch)
    const user = ownUser(id, await http(userSchema, 'PUT', at(id), { body, signal, keepalive }))
    // The docs call null possible and not what it does, so only the answer shows whether it cleared.
    const kept = Object.entries(patch).flatMap(([key, value]) =>
      value === null && user[key as keyof User] !== undefined ? [key] : [],
    )
    kept.push(...keptTraits(patch.traits ?? {}, user.traits))
    if (kept.length > 0) {
      throw new IdentikitError('conflict', 'Notiflows kept a value that was to be cleared.', {
        fields: Object.fromEntries(kept.map((key) => [key, 'was not cleared'])),
      })
    }
    // The upsert takes preferences too, as initial values: what they do to a user who is there is not said.
    if (changes.length > 0) await preferences.update(id, changes, request)
    return user
  }

  return {
    get,
    identify,
    async delete(id, { signal, keepalive } = {}) {
      try {
        await http(z.unknown(), 'DELETE', at(id), { signal, keepalive })
      } catch (error) {
        if (!isIdentikitError(error) || error.code !== 'not-found') throw error
      }
    },
    async list({ limit, cursor, signal } = {}) {
      if (cursor === '') throw invalid('users.list', { cursor: 'must be a non-empty string' })
      const size = limit === undefined ? undefined : String(Math.min(limit, mostListed))
      const query = { limit: size, after: cursor }
      return toPage(await http(userPageSchema, 'GET', '/users', { query, signal }), cursor)
    },
    identifyMany: sequentialIdentifyMany(identify),
  }
}

const at = (id: string): string => `/users/${toPathSegment(id)}`

/** Nobody else's data, whatever the service mixed up. */
function ownUser(id: string, wire: UserWire): User {
  if (wire.external_id === id) return toUser(wire)
  throw new IdentikitError('bad-answer', 'Notiflows answered with another user than asked for.')
}
