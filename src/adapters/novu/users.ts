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

/**
 * Creates the users member. A write with traits reads them first, because Novu replaces all custom data; such writes of one user run one
 * after the other.
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

  /** Returns the custom data of a user, to be written back whole; `undefined` for an unknown user. */
  async function findData(id: string, options: RequestOptions): Promise<Traits | undefined> {
    const request = http(userSchema, 'GET', toUserPath(id), { ...options, strict: true })
    const answer = await ignoreErrors(request, 'not-found')
    return answer && (answer.data.data ?? {})
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

  /** Runs the write of a patch, in turn with others of the user if it needs the stored traits. */
  async function save(
    id: string,
    patch: UserPatch,
    options: RequestOptions,
    write: (body: SubscriberBody) => Promise<User>,
  ): Promise<User> {
    const run = async (): Promise<User> => {
      const stored = patch.traits && (await findData(id, options))
      return requireCleared(patch, await write(toUserBody(patch, stored)))
    }
    return patch.traits ? enqueue(id, options.signal, run) : run()
  }

  const update = async (id: string, patch: UserPatch, options: RequestOptions = {}) =>
    save(id, patch, options, (body) => send(id, 'PATCH', body, options))

  async function createOrUpdate(id: string, body: SubscriberBody, options: RequestOptions) {
    const updated = await ignoreErrors(send(id, 'PATCH', body, options), 'not-found')
    if (updated) return updated
    const created = await ignoreErrors(send(id, 'POST', body, options), 'conflict')
    // Another process created the user in between.
    return created ?? send(id, 'PATCH', body, options)
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    const user = await save(id, patch, options, (body) => createOrUpdate(id, body, options))
    if (changes.length > 0) await preferences.update(id, changes, options)
    return user
  }

  return {
    get,
    identify,
    update,
    async create(id, patch, { preferences: changes = [], ...options } = {}) {
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
