import * as z from 'zod/mini'
import type { PreferencesMember, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { saveInitialPreferences } from '../../core/preferences/saveInitialPreferences.js'
import { requireSameUser } from '../http/requireSameUser.js'
import type { CreateHttp } from './connection.js'
import { alreadyExists, checkSubscription, createAttributeErrors } from './errors.js'
import { acceptTrophyChanges } from './preferences.js'
import type { UserRequests } from './userRequests.js'
import { toUser, toUserBody, userSchema } from './userWire.js'

/** Creates the users member. Preferences are saved after the user, in a request of their own. */
export function createTrophyUsers(
  createHttp: CreateHttp,
  { read, find, write, save }: UserRequests,
  preferences: PreferencesMember,
): UsersMember {
  const identify: NonNullable<UsersMember['identify']> = async (id, patch, options = {}) => {
    const { preferences: changes = [] } = options
    checkSubscription('users.identify', patch)
    acceptTrophyChanges(changes, options)
    const user = await save(id, patch, options, async (body) => write('PUT', id, body, options))
    if (changes.length > 0) await preferences.update(id, changes, options)
    return user
  }

  return {
    identify,
    get: read,
    async create(id, patch, options = {}) {
      const { preferences: changes = [], signal } = options
      checkSubscription('users.create', patch)
      acceptTrophyChanges(changes, options)
      // Whether a POST changes an existing user is not documented.
      if (await find(id, options)) throw alreadyExists()
      const toAttributeError = createAttributeErrors({ traits: patch.traits })
      const http = createHttp((response) =>
        response.status === 409 ? alreadyExists() : toAttributeError(response),
      )
      const body = { id, ...toUserBody(patch) }
      const answer = await http(z.optional(userSchema), 'POST', '/users', { ...options, body })
      const user = answer ? requireSameUser('Trophy', id, toUser(answer)) : await read(id, options)
      const savePreferences = async () => preferences.update(id, changes, options)
      if (changes.length > 0) await saveInitialPreferences('Trophy', savePreferences, signal)
      return user
    },
    async update(id, patch, options = {}) {
      checkSubscription('users.update', patch)
      return save(id, patch, options, async (body) => write('PATCH', id, body, options))
    },
    identifyMany: sequentialIdentifyMany(identify, (user) =>
      checkSubscription('users.identifyMany', user),
    ),
  }
}
