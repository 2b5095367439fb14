import * as z from 'zod/mini'
import type { IdentifyManyMember, RequestOptions, UsersMember } from '../core/adapter.js'
import { IdentikitError, invalid, isIdentikitError } from '../core/errors.js'
import type { PreferenceChange } from '../core/preferences.js'
import { withoutKey } from '../core/traits.js'
import type { User, UserPatch } from '../core/user.js'
import { fromCursor, toCursor } from './engage.cursor.js'
import { runInOrder } from './engage.sequence.js'
import { fromUserPatch, toUser, userSchema, usersSchema } from './engage.wire.js'
import { segment, type HttpRequest } from './http.js'

/** The most users of one page. https://docs.engage.so, Users */
const pageLimit = 30

/** Where an answer is not described, and its status says all. */
export const anything = z.unknown()

export const isStatus = (thrown: unknown, ...statuses: number[]): thrown is IdentikitError =>
  isIdentikitError(thrown) && thrown.status !== undefined && statuses.includes(thrown.status)

/** `DELETE` of what is not there is done. */
export async function remove(
  http: HttpRequest,
  path: string,
  { signal, keepalive }: RequestOptions = {},
): Promise<'removed' | 'missing'> {
  try {
    await http(anything, 'DELETE', path, { signal, keepalive })
    return 'removed'
  } catch (error) {
    if (isStatus(error, 404)) return 'missing'
    throw error
  }
}

export async function readUser(
  http: HttpRequest,
  id: string,
  { signal, keepalive }: RequestOptions = {},
): Promise<User> {
  return toUser(await http(userSchema, 'GET', `/users/${segment(id)}`, { signal, keepalive }))
}

/** Creates or updates: one PUT, and one DELETE for each trait that is removed. */
export async function saveUser(
  http: HttpRequest,
  caller: string,
  id: string,
  patch: UserPatch,
  options: RequestOptions = {},
): Promise<User> {
  const { signal, keepalive } = options
  const { body, removed } = fromUserPatch(caller, patch)
  const path = `/users/${segment(id)}`
  const answer = await http(userSchema, 'PUT', path, { body, signal, keepalive })
  const missing: string[] = []
  const steps = removed.map((name) => ({
    what: `traits.${name}`,
    async run() {
      const attribute = `${path}/attributes/{${encodeURIComponent(name)}}`
      if ((await remove(http, attribute, options)) === 'missing') missing.push(name)
    },
  }))
  const all = { what: 'everything else of the patch', run: async () => undefined }
  await runInOrder(caller, steps.length === 0 ? [] : [all, ...steps])
  const saved = toUser(answer)
  const user = missing.length === 0 ? saved : await readUser(http, id, options)
  const left = missing.filter((name) => Object.hasOwn(user.traits, name))
  if (left.length > 0) throw stillThere(caller, left)
  return { ...user, traits: removed.reduce(withoutKey, user.traits) }
}

/** The path of the removal comes from others' code, so a 404 may also say that there is no such path. */
function stillThere(caller: string, names: readonly string[]): IdentikitError {
  const fields = Object.fromEntries(names.map((name) => [`traits.${name}`, 'was not removed']))
  const what = `${caller}: Engage answered 404 to the removal of traits that it still has: ${Object.keys(fields).join(', ')}.`
  return new IdentikitError('bad-answer', what, { status: 404, fields })
}

/** Saves choices, and gives the user as read after them. */
export type SaveChoices = (
  caller: string,
  id: string,
  changes: readonly PreferenceChange[],
  options: RequestOptions,
) => Promise<{ readonly user: User }>

export function createEngageUsers(
  http: HttpRequest,
  saveChoices: SaveChoices | undefined,
): UsersMember {
  async function identify(
    id: string,
    patch: UserPatch,
    options: Parameters<NonNullable<UsersMember['identify']>>[2] = {},
  ): Promise<User> {
    const { preferences = [], ...request } = options
    const caller = 'users.identify'
    const user = await saveUser(http, caller, id, patch, request)
    if (preferences.length === 0 || !saveChoices) return user
    return (await saveChoices(caller, id, preferences, request)).user
  }

  return {
    get: (id, options) => readUser(http, id, options),
    identify,
    async create(id, patch, options = {}) {
      const { signal, keepalive } = options
      const { body } = fromUserPatch('users.create', patch)
      if (await isKnown(http, id, options)) throw alreadyThere()
      try {
        const sent = { body: { id, ...body }, signal, keepalive }
        return toUser(await http(userSchema, 'POST', '/users', sent))
      } catch (error) {
        if (isStatus(error, 409)) throw alreadyThere(error)
        throw error
      }
    },
    async delete(id, { archive, signal, keepalive } = {}) {
      const path = `/users/${segment(id)}`
      if (archive) await http(anything, 'POST', `${path}/archive`, { signal, keepalive })
      else await remove(http, path, { signal, keepalive })
    },
    async list({ limit = pageLimit, cursor, signal, keepalive } = {}) {
      const caller = 'users.list'
      if (limit > pageLimit) {
        const wrong = `must be at most ${pageLimit} at Engage: ask for the next page with \`cursor\``
        throw invalid(caller, { limit: wrong })
      }
      const after = cursor === undefined ? undefined : fromCursor(caller, cursor)
      const query = { limit: String(limit), next_cursor: after }
      const page = await http(usersSchema, 'GET', '/users', { query, signal, keepalive })
      const { data, next_cursor: next } = page
      return { users: data.map(toUser), ...(next && { next: toCursor(next) }) }
    },
    identifyMany: oneByOne(identify),
    async merge({ from, into }, options = {}) {
      const { signal, keepalive } = options
      await Promise.all([readUser(http, from, options), readUser(http, into, options)])
      const body = { source: from, destination: into }
      await http(anything, 'POST', '/users/merge', { body, signal, keepalive })
      return readUser(http, into, options)
    },
  }
}

async function isKnown(http: HttpRequest, id: string, options: RequestOptions): Promise<boolean> {
  try {
    await readUser(http, id, options)
    return true
  } catch (error) {
    if (isStatus(error, 404)) return false
    throw error
  }
}

function alreadyThere(cause?: IdentikitError): IdentikitError {
  return new IdentikitError('already-exists', 'Engage has this user already.', {
    status: 409,
    ...(cause && { cause }),
  })
}

/** Engage has a batch whose items are described nowhere, so each user is a request. */
function oneByOne(identify: NonNullable<UsersMember['identify']>): IdentifyManyMember {
  return {
    limit: 1,
    async send(users, options) {
      const sent = users.map(async ({ id, ...patch }) =>
        identify(id, patch, options).then(
          () => [],
          (error: unknown) => {
            if (isIdentikitError(error)) return [{ id, error }]
            throw error
          },
        ),
      )
      return (await Promise.all(sent)).flat()
    },
  }
}
