import * as z from 'zod/mini'
import type { UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import { saveInitialPreferences } from '../../core/preferences/saveInitialPreferences.js'
import { applyUserPatch } from '../../core/user/user.js'
import type { HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkPageCursor, toPageCursor } from '../http/pageCursor.js'
import type { PreparePreferences } from './preferences.js'
import { runSequentially } from './runSequentially.js'
import { answerSchema, readUser, saveUser, toRequestedUser, toUserPath } from './userRequests.js'
import { findOddCursors, toUser, toUserBody, userPageSchema, userSchema } from './userWire.js'

type Identify = NonNullable<UsersMember['identify']>

/** The largest page of `GET /users`. */
const maxPageSize = 30

/** Marks Engage's `next_cursor` and `previous_cursor`, which are not interchangeable. */
const prefixes = { cursor: 'next:', before: 'previous:' } as const

/**
 * Creates the users member. A PUT creates or updates, so there is no `update`.
 * @see https://docs.engage.so
 */
export function createEngageUsers(
  http: HttpClient,
  preparePreferences: PreparePreferences | undefined,
): UsersMember {
  const identify: Identify = async (id, patch, options = {}) => {
    const caller = 'users.identify'
    const { preferences: changes = [] } = options
    toUserBody(caller, patch)
    const prepared = changes.length > 0 && (await preparePreferences?.(caller, changes, options))
    const saved = await saveUser(http, caller, id, patch, options)
    if (!prepared) return saved
    const step = { name: 'the preferences', run: async () => (await prepared.save(id)).user }
    const [user = saved] = await runSequentially(caller, [step], ['the user'])
    return user
  }

  return {
    get: async (id, options) => readUser(http, id, options),
    identify,
    async create(id, patch, options = {}) {
      const caller = 'users.create'
      const { preferences: changes = [], signal } = options
      const { body: fields } = toUserBody(caller, patch)
      const prepared = changes.length > 0 && (await preparePreferences?.(caller, changes, options))
      if (await ignoreErrors(readUser(http, id, options), 'not-found')) throw alreadyExists()
      const lists = prepared ? prepared.initialLists : []
      const body = { id, ...fields, ...(lists.length > 0 && { lists }) }
      const request = http(z.optional(userSchema), 'POST', '/users', { ...options, body })
      const answer = await request.catch((error: unknown) => {
        throw isIdentikitError(error) && error.status === 409 ? alreadyExists(error) : error
      })
      const user = answer && toRequestedUser(id, answer)
      if (!prepared) return user ?? readUser(http, id, options)
      const save = async () => prepared.save(id, lists)
      return (await saveInitialPreferences('Engage', save, signal)).user
    },
    async delete(id, { archive, ...options } = {}) {
      const path = toUserPath(id)
      if (archive) await http(answerSchema, 'POST', `${path}/archive`, options)
      else await ignoreErrors(http(answerSchema, 'DELETE', path, options), 'not-found')
    },
    async list({ limit = maxPageSize, cursor, before, ...options } = {}) {
      if (limit > maxPageSize) {
        const problem = `must be at most ${maxPageSize} at Engage: read the next page with \`cursor\``
        throw invalid('users.list', { limit: problem })
      }
      const next = fromCursor('cursor', cursor)
      const previous = fromCursor('before', before)
      const query = { limit: String(limit), next_cursor: next, previous_cursor: previous }
      const init = { ...options, query, findOdd: findOddCursors }
      const page = await http(userPageSchema, 'GET', '/users', init)
      return {
        users: page.data.map(toUser),
        ...toCursor('next', page.next_cursor, next),
        ...toCursor('previous', page.previous_cursor, previous),
      }
    },
    // The items of Engage's bulk request are not documented.
    identifyMany: sequentialIdentifyMany(identify, (user) => {
      toUserBody('users.identifyMany', user)
    }),
    async merge({ from, into }, options) {
      await Promise.all([readUser(http, from, options), readUser(http, into, options)])
      const body = { source: from, destination: into }
      await http(answerSchema, 'POST', '/users/merge', { ...options, body })
      return readUser(http, into, options)
    },
  }
}

/** Creates `identify` for the public key. It returns only the sent data, because the answer could contain any user's data. */
export function createPublicIdentify(http: HttpClient): Identify {
  return async (id, patch, options) => {
    const { body } = toUserBody('users.identify', patch)
    await http(answerSchema, 'PUT', toUserPath(id), { ...options, body })
    return applyUserPatch({ id, traits: {}, rest: {} }, patch, { merge: 'key' })
  }
}

/** @throws IdentikitError `invalid` for what is not of a page */
function fromCursor(option: keyof typeof prefixes, cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const prefix = prefixes[option]
  const position = cursor.startsWith(prefix) ? cursor.slice(prefix.length) : ''
  if (position === '') {
    throw invalid('users.list', { [option]: `must be the \`${prefix.slice(0, -1)}\` of a page` })
  }
  checkPageCursor('Engage', position)
  return position
}

/** Returns the cursor of an answer. One that leads to its own page would never end and is omitted. */
function toCursor(key: 'next' | 'previous', value: unknown, own: string | undefined) {
  const position = toPageCursor(value)
  return position === undefined || position === own ? {} : { [key]: `${key}:${position}` }
}

function alreadyExists(cause?: unknown): IdentikitError {
  const message = 'Engage has this user already.'
  return new IdentikitError('already-exists', message, { status: 409, cause })
}
