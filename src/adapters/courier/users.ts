import type { PreferencesMember, RequestOptions, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError } from '../../core/errors.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { Queue } from '../http/queue.js'
import { acceptCourierChanges } from './acceptCourierChanges.js'
import { answerSchema } from './answer.js'
import { deleteUserData } from './deleteUserData.js'
import { hasTraits, toProfileBody, toUser, userSchema, writableUserSchema } from './userWire.js'

/**
 * Creates the users member. A POST merges the values into the profile or creates it, so there is neither `create` nor `update`; a PUT
 * would erase all other values and is never sent.
 * @param preferences the preferences member, whose writes don't wait for others
 * @param tenantId the tenant of the adapter
 * @param enqueue runs the writes of a user one after the other
 * @see https://www.courier.com/docs/api-reference/user-profiles/create-a-profile
 */
export function createCourierUsers(
  http: HttpClient,
  preferences: PreferencesMember,
  tenantId: string | undefined,
  enqueue: Queue,
): UsersMember {
  async function get(id: string, options?: RequestOptions): Promise<User> {
    const { profile } = await http(userSchema, 'GET', toProfilePath(id), options)
    return toUser(id, profile)
  }

  /** Saves a patch. Courier's answer has no user, so the result is what was read before, with the patch. */
  async function save(id: string, patch: UserPatch, options: RequestOptions): Promise<User> {
    const schema = hasTraits(patch) ? writableUserSchema : userSchema
    const request = http(schema, 'GET', toProfilePath(id), options)
    const { profile } = (await ignoreErrors(request, 'not-found')) ?? { profile: {} }
    const body = toProfileBody(patch, profile.custom ?? {})
    await http(answerSchema, 'POST', toProfilePath(id), { ...options, body })
    return toUser(id, { ...profile, ...body.profile })
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    if (changes.length > 0)
      acceptCourierChanges(changes, { hasChannels: tenantId === undefined }, options)
    return enqueue(id, options.signal, async () => {
      const user = await save(id, patch, options)
      if (changes.length > 0) await preferences.update(id, changes, options)
      return user
    })
  }

  return {
    get,
    identify,
    async delete(id, { archive, ...options } = {}) {
      if (archive)
        throw new IdentikitError('unsupported', 'Courier erases users and cannot archive them.')
      await enqueue(id, options.signal, async () => {
        await deleteUserData(http, id, tenantId, options)
        const request = http(answerSchema, 'DELETE', toProfilePath(id), options)
        await ignoreErrors(request, 'not-found')
      })
    },
    identifyMany: sequentialIdentifyMany(identify),
  }
}

/** Returns the path of a profile. */
const toProfilePath = (id: string): string => `/profiles/${toPathSegment(id)}`
