import type { RequestOptions, UsersMember } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { saveInitialPreferences } from '../../core/preferences/saveInitialPreferences.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { User } from '../../core/user/user.js'
import type { PreparedChoices } from './preferences.js'
import { fromCursor, toCursor } from './cursor.js'
import { anything, isStatus, readUser, remove, saveUser } from './requests.js'
import { runSequentially } from './runSequentially.js'
import { fromUserPatch, toUser, userSchema, usersSchema } from './wire.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'

/** The most users of one page. https://docs.engage.so, Users */
const pageLimit = 30

export type PrepareChoices = (
  caller: string,
  changes: readonly PreferenceChange[],
  options: RequestOptions,
) => Promise<PreparedChoices>

export function createEngageUsers(
  http: HttpClient,
  prepareChoices: PrepareChoices | undefined,
): UsersMember {
  const identify: NonNullable<UsersMember['identify']> = async (id, patch, options = {}) => {
    const { preferences = [], ...request } = options
    const caller = 'users.identify'
    fromUserPatch(caller, patch)
    const choices = preferences.length > 0 && (await prepareChoices?.(caller, preferences, request))
    if (!choices) return saveUser(http, caller, id, patch, request)
    let user: User | undefined
    await runSequentially(caller, [
      { what: 'the user', run: () => saveUser(http, caller, id, patch, request) },
      {
        what: 'the choices',
        async run() {
          user = (await choices.save(id)).user
        },
      },
    ])
    return user ?? readUser(http, id, request)
  }

  return {
    get: (id, options) => readUser(http, id, options),
    identify,
    async create(id, patch, { preferences = [], ...options } = {}) {
      const caller = 'users.create'
      const { body } = fromUserPatch(caller, patch)
      const choices =
        preferences.length > 0 && (await prepareChoices?.(caller, preferences, options))
      if (await isKnown(http, id, options)) throw alreadyThere()
      if (!choices) return post(http, { id, ...body }, options)
      const { joins, save } = choices
      await post(http, { id, ...body, ...(joins.length > 0 && { lists: joins }) }, options)
      return (await saveInitialPreferences('Engage', () => save(id, joins), options.signal)).user
    },
    async delete(id, { archive, signal, keepalive } = {}) {
      const path = `/users/${toPathSegment(id)}`
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
      // A cursor that leads back to its own page would never end.
      return { users: data.map(toUser), ...(next && next !== after && { next: toCursor(next) }) }
    },
    // Engage has a batch whose items are described nowhere.
    identifyMany: sequentialIdentifyMany(
      identify,
      (user) => void fromUserPatch('users.identifyMany', user),
    ),
    async merge({ from, into }, options = {}) {
      const { signal, keepalive } = options
      await Promise.all([readUser(http, from, options), readUser(http, into, options)])
      const body = { source: from, destination: into }
      await http(anything, 'POST', '/users/merge', { body, signal, keepalive })
      return readUser(http, into, options)
    },
  }
}

async function post(
  http: HttpClient,
  body: object,
  { signal, keepalive }: RequestOptions,
): Promise<User> {
  try {
    return toUser(await http(userSchema, 'POST', '/users', { body, signal, keepalive }))
  } catch (error) {
    if (isStatus(error, 409)) throw alreadyThere(error)
    throw error
  }
}

async function isKnown(http: HttpClient, id: string, options: RequestOptions): Promise<boolean> {
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
