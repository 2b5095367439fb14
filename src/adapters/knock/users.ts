import * as z from 'zod/mini'
import type { PreferencesMember, UsersMember } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { createKnockIdentifyMany } from './bulk.js'
import { checkKnockId, unlessAnswered } from './errors.js'
import { fromPatch, knockPageSchema, knockUserSchema, withSentLocale } from './wire.js'

interface KnockUserOptions {
  readonly preferences: PreferencesMember
  /** Without it, only what one user may do about themselves is there. */
  readonly isSecret: boolean
}

/** A PUT creates or updates, so there is neither `create` nor `update`. */
export function createKnockUsers(
  http: HttpClient,
  { preferences, isSecret }: KnockUserOptions,
): UsersMember {
  const own: UsersMember = {
    async get(id, { signal } = {}) {
      return http(knockUserSchema, 'GET', at('users.get', id), { signal })
    },
    /** Choices go out in a request of their own: the answer to this one does not tell whether they were taken. */
    async identify(id, patch, settings = {}) {
      const { preferences: changes = [], signal, keepalive } = settings
      const path = at('users.identify', id)
      const body = fromPatch('users.identify', patch)
      const user = await http(knockUserSchema, 'PUT', path, { body, signal, keepalive })
      if (changes.length > 0) await preferences.update(id, changes, { signal, keepalive })
      return withSentLocale(user, patch)
    },
  }
  if (!isSecret) return own

  return {
    ...own,
    async delete(id, { archive, signal } = {}) {
      const path = at('users.delete', id)
      if (archive) {
        throw new IdentikitError('unsupported', 'Knock erases users and cannot archive them.')
      }
      await http(z.unknown(), 'DELETE', path, { signal }).catch((error: unknown) =>
        unlessAnswered(error, 404),
      )
    },
    async list({ limit = 50, cursor, signal } = {}) {
      if (cursor === '') throw invalid('users.list', { cursor: 'is not one of a page before' })
      const query = { page_size: String(Math.min(limit, 50)), after: cursor }
      return http(knockPageSchema, 'GET', '/v1/users', { query, signal })
    },
    identifyMany: createKnockIdentifyMany(http),
    async merge({ from, into }, { signal } = {}) {
      checkKnockId('users.merge', from, 'from')
      const path = `${at('users.merge', into, 'into')}/merge`
      return http(knockUserSchema, 'POST', path, { body: { from_user_id: from }, signal })
    },
  }
}

function at(caller: string, id: string, name?: string): string {
  checkKnockId(caller, id, name)
  return `/v1/users/${toPathSegment(id)}`
}
