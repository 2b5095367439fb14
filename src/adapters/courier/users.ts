import type { PreferencesMember, RequestOptions, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError } from '../../core/errors.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
import type { CreateHttp } from './connection.js'
import type { AcceptCourierChanges } from './createAcceptChanges.js'
import { deleteUserData } from './deleteUserData.js'
import { answerSchema, ignoreUnknown, toUnknownUserError } from './errors.js'
import { customSchema, findKept, toProfileBody, toUser, userSchema } from './userWire.js'

/**
 * Creates the users member. A POST merges the values into the profile or creates it, so there is neither `create` nor `update`; a PUT
 * would erase all other values and is never sent. The writes of traits of one user run one after the other.
 * @see https://www.courier.com/docs/api-reference/user-profiles/create-a-profile
 */
export function createCourierUsers(
  createHttp: CreateHttp,
  acceptChanges: AcceptCourierChanges,
  preferences: PreferencesMember,
): UsersMember {
  const http = createHttp()
  const readHttp = createHttp(toUnknownUserError)
  const enqueue = createQueue()

  async function get(id: string, options?: RequestOptions): Promise<User> {
    const { profile } = await readHttp(userSchema, 'GET', toProfilePath(id), options)
    return toUser(id, profile)
  }

  /** Returns the body of a patch. If it has traits, the stored ones are read first and sent, too. */
  async function createBody(id: string, patch: UserPatch, options: RequestOptions) {
    if (!patch.traits) return toProfileBody(patch)
    const init = { ...options, strict: true }
    const request = readHttp(customSchema, 'GET', toProfilePath(id), init)
    const stored = await ignoreErrors(request, 'not-found')
    return toProfileBody(patch, stored?.profile.custom ?? {})
  }

  async function save(id: string, patch: UserPatch, options: RequestOptions): Promise<User> {
    const body = await createBody(id, patch, options)
    await http(answerSchema, 'POST', toProfilePath(id), { ...options, body })
    const user = await get(id, options)
    const kept = findKept(patch, user)
    if (kept.length === 0) return user
    throw new IdentikitError('conflict', 'Courier kept a value that should be cleared.', {
      fields: Object.fromEntries(kept.map((key) => [key, 'was not cleared'])),
    })
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    if (changes.length > 0) acceptChanges(changes, options)
    const run = async () => save(id, patch, options)
    const user = await (patch.traits ? enqueue(id, options.signal, run) : run())
    if (changes.length > 0) await preferences.update(id, changes, options)
    return user
  }

  return {
    get,
    identify,
    async delete(id, { archive, ...options } = {}) {
      if (archive)
        throw new IdentikitError('unsupported', 'Courier erases users and cannot archive them.')
      await deleteUserData(http, id, options)
      await ignoreUnknown(http(answerSchema, 'DELETE', toProfilePath(id), options))
    },
    identifyMany: sequentialIdentifyMany(identify),
  }
}

/** Returns the path of a profile. */
const toProfilePath = (id: string): string => `/profiles/${toPathSegment(id)}`
