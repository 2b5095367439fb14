import type { PreferencesMember, RequestOptions, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError } from '../../core/errors.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { createQueue } from '../http/queue.js'
import { acceptCourierChanges } from './acceptCourierChanges.js'
import { answerSchema } from './answer.js'
import { deleteUserData } from './deleteUserData.js'
import { findUnsaved } from './findUnsaved.js'
import { readUntil } from './readUntil.js'
import { customSchema, hasTraits, toProfileBody, toUser, userSchema } from './userWire.js'

/**
 * Creates the users member. A POST merges the values into the profile or creates it, so there is neither `create` nor `update`; a PUT
 * would erase all other values and is never sent. The writes of traits of one user run one after the other.
 * @param tenantId the tenant of the adapter
 * @see https://www.courier.com/docs/api-reference/user-profiles/create-a-profile
 */
export function createCourierUsers(
  http: HttpClient,
  preferences: PreferencesMember,
  tenantId: string | undefined,
): UsersMember {
  const enqueue = createQueue()

  async function get(id: string, options?: RequestOptions): Promise<User> {
    const { profile } = await http(userSchema, 'GET', toProfilePath(id), options)
    return toUser(id, profile)
  }

  /** Returns the body of a patch. If it has traits, the stored ones are read first and sent, too. */
  async function createBody(id: string, patch: UserPatch, options: RequestOptions) {
    if (!hasTraits(patch)) return toProfileBody(patch)
    const init = { ...options, strict: true }
    const request = http(customSchema, 'GET', toProfilePath(id), init)
    const stored = await ignoreErrors(request, 'not-found')
    return toProfileBody(patch, stored?.profile.custom ?? {})
  }

  async function save(id: string, patch: UserPatch, options: RequestOptions): Promise<User> {
    const body = await createBody(id, patch, options)
    await http(answerSchema, 'POST', toProfilePath(id), { ...options, body })
    const user = await readUntil(
      async () => ignoreErrors(get(id, options), 'not-found'),
      (saved) => saved !== undefined && findUnsaved(patch, saved).length === 0,
      options,
    )
    // As `not-found`, it would mean that nothing was written.
    if (!user) throw new IdentikitError('conflict', 'Courier does not have the user after a write.')
    const unsaved = findUnsaved(patch, user)
    if (unsaved.length === 0) return user
    throw new IdentikitError('conflict', 'Courier did not store all values.', {
      fields: Object.fromEntries(unsaved.map((path) => [path, 'was not saved'])),
    })
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    if (changes.length > 0)
      acceptCourierChanges(changes, { hasChannels: tenantId === undefined }, options)
    const run = async () => save(id, patch, options)
    const user = await (hasTraits(patch) ? enqueue(id, options.signal, run) : run())
    if (changes.length > 0) await preferences.update(id, changes, options)
    return user
  }

  return {
    get,
    identify,
    async delete(id, { archive, ...options } = {}) {
      if (archive)
        throw new IdentikitError('unsupported', 'Courier erases users and cannot archive them.')
      await deleteUserData(http, id, tenantId, options)
      const request = http(answerSchema, 'DELETE', toProfilePath(id), options)
      await ignoreErrors(request, 'not-found')
    },
    identifyMany: sequentialIdentifyMany(identify),
  }
}

/** Returns the path of a profile. */
const toProfilePath = (id: string): string => `/profiles/${toPathSegment(id)}`
