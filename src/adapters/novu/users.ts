import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions, UsersMember } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { saveInitialPreferences } from '../../core/preferences/saveInitialPreferences.js'
import { findUnclearedFields } from '../../core/user/findUnclearedFields.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkPageCursor } from '../http/pageCursor.js'
import { createQueue } from '../http/queue.js'
import { requireSameUser } from '../http/requireSameUser.js'
import { acceptNovuChanges } from './acceptNovuChanges.js'
import { createNovuIdentifyMany } from './identifyMany.js'
import {
  checkCursor,
  findOddCursors,
  toUser,
  toUserBody,
  toUserPage,
  userPageSchema,
  userSchema,
  type SubscriberBody,
  type SubscriberWire,
} from './userWire.js'

/** The largest page that is requested; Novu names no limit. */
const maxPageSize = 100

/** The path of the API for subscribers. */
const path = '/v2/subscribers'

/** How often an identify is tried while other processes create and delete the user. */
const maxTries = 3

/**
 * Creates the users member. Novu replaces all custom data of a user, so a write with traits reads the data first, and is sent only to a user
 * whose data was read. Such writes of one user run one after the other.
 * @see https://docs.novu.co/api-reference/subscribers
 */
export function createNovuUsers(
  http: HttpClient,
  preferences: PreferencesMember,
): Omit<UsersMember, 'merge'> {
  const enqueue = createQueue()

  async function get(id: string, options?: RequestOptions): Promise<User> {
    return toRequestedUser(id, (await http(userSchema, 'GET', toUserPath(id), options)).data)
  }

  /** Returns the custom data of a user. An answer with an odd part is refused, because the data is written back whole. */
  async function readData(id: string, options: RequestOptions): Promise<Traits> {
    const { data } = await http(userSchema, 'GET', toUserPath(id), { ...options, strict: true })
    toRequestedUser(id, data)
    return data.data ?? {}
  }

  async function send(
    id: string,
    method: 'PATCH' | 'POST',
    body: SubscriberBody,
    options: RequestOptions,
  ): Promise<User> {
    const isNew = method === 'POST'
    // Without `failIfExists`, Novu would empty the custom data of an existing user.
    const query = isNew ? { failIfExists: 'true' } : {}
    const init = { ...options, query, body: isNew ? { ...body, subscriberId: id } : body }
    const answer = await http(z.optional(userSchema), method, isNew ? path : toUserPath(id), init)
    return answer ? toRequestedUser(id, answer.data) : get(id, options)
  }

  /** Changes a known user. */
  async function patchUser(id: string, patch: UserPatch, options: RequestOptions): Promise<User> {
    const stored = patch.traits && (await readData(id, options))
    return requireCleared(patch, await send(id, 'PATCH', toUserBody(patch, stored), options))
  }

  /** Runs a write with traits in turn with others of the user. */
  async function inTurn<T>(
    id: string,
    { traits }: UserPatch,
    { signal }: RequestOptions,
    write: () => Promise<T>,
  ): Promise<T> {
    return traits ? enqueue(id, signal, write) : write()
  }

  async function createOrUpdate(id: string, patch: UserPatch, options: RequestOptions) {
    for (let tries = 1; ; tries += 1) {
      const updated = await ignoreErrors(patchUser(id, patch, options), 'not-found')
      if (updated) return updated
      const created = send(id, 'POST', toUserBody(patch), options)
      // A conflict means that another process created the user, maybe with custom data, which the next try reads.
      const user = await (tries < maxTries ? ignoreErrors(created, 'conflict') : created)
      if (user) return user
    }
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    if (changes.length > 0) acceptNovuChanges(changes, undefined, options)
    const user = await inTurn(id, patch, options, async () => createOrUpdate(id, patch, options))
    if (changes.length > 0) await preferences.update(id, changes, options)
    return user
  }

  return {
    get,
    identify,
    update: async (id, patch, options = {}) =>
      inTurn(id, patch, options, async () => patchUser(id, patch, options)),
    async create(id, patch, { preferences: changes = [], ...options } = {}) {
      if (changes.length > 0) acceptNovuChanges(changes, undefined, options)
      const user = await send(id, 'POST', toUserBody(patch), options).catch(toExistsError)
      const savePreferences = async () => preferences.update(id, changes, options)
      if (changes.length > 0) await saveInitialPreferences('Novu', savePreferences, options.signal)
      return user
    },
    async delete(id, { archive, ...options } = {}) {
      if (archive)
        throw new IdentikitError('unsupported', 'Novu erases users and cannot archive them.')
      await ignoreErrors(http(z.unknown(), 'DELETE', toUserPath(id), options), 'not-found')
    },
    async list({ limit = maxPageSize, cursor, before, ...options } = {}) {
      checkPageCursor('Novu', cursor, before)
      checkCursor({ cursor, before })
      const query = { limit: String(Math.min(limit, maxPageSize)), after: cursor, before }
      const init = { ...options, query, findOdd: findOddCursors }
      return toUserPage(await http(userPageSchema, 'GET', path, init))
    },
    identifyMany: createNovuIdentifyMany(http, identify),
  }
}

/** Returns the path of a user. */
export const toUserPath = (id: string): string => `${path}/${toPathSegment(id)}`

/** Converts the user of an answer, and refuses the data of another user. */
const toRequestedUser = (id: string, wire: SubscriberWire): User =>
  requireSameUser('Novu', id, toUser(wire))

/** Whether `null` clears each field differs between versions of Novu; the answer shows it. */
function requireCleared(patch: UserPatch, user: User): User {
  const kept = findUnclearedFields(patch, user)
  if (kept.length === 0) return user
  throw new IdentikitError('conflict', 'Novu kept a value that should be cleared.', {
    fields: Object.fromEntries(kept.map((key) => [key, 'was not cleared'])),
  })
}

function toExistsError(error: unknown): never {
  if (!isIdentikitError(error) || error.code !== 'conflict') throw error
  const { status, requestId } = error
  const message = 'A subscriber with this id exists at Novu.'
  throw new IdentikitError('already-exists', message, { cause: error, status, requestId })
}
