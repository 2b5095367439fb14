import type { RequestOptions, UsersMember } from '../../core/adapter.js'
import { sequentialIdentifyMany } from '../../core/bulk/sequentialIdentifyMany.js'
import { IdentikitError } from '../../core/errors.js'
import { settleChanges } from '../../core/preferences/acceptChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { Queue } from '../http/queue.js'
import { acceptTagChanges } from './acceptTagChanges.js'
import { toPreferences, toTags } from './preferencesWire.js'
import type { PreferenceTags } from './preferenceTags.js'
import type { UserRequests } from './userRequests.js'
import {
  checkPatch,
  findOddTags,
  toProperties,
  toUser,
  withProperties,
  type Properties,
} from './userWire.js'

/**
 * Creates the users member. A write sends only the changed properties, and OneSignal keeps the others. The writes of one user run one after
 * the other, because OneSignal processes them later.
 * @see https://documentation.onesignal.com/docs/users
 */
export function createOneSignalUsers(
  requests: UserRequests,
  tags: PreferenceTags,
  enqueue: Queue,
): Omit<UsersMember, 'create' | 'list' | 'merge'> {
  async function create(id: string, properties: Properties, options: RequestOptions) {
    const { tags: written, ...others } = properties
    const user = await requests.create(id, others, options)
    if (written) await requests.save(id, { tags: written }, options)
    return user
  }

  async function save(id: string, properties: Properties, options: RequestOptions) {
    if (Object.keys(properties).length > 0) await requests.save(id, properties, options)
  }

  async function identifyInTurn(
    id: string,
    patch: UserPatch,
    changes: readonly PreferenceChange[],
    options: RequestOptions,
  ): Promise<User> {
    const found = await ignoreErrors(requests.read(id, options, findOddTags), 'not-found')
    const stored = found && toPreferences(found, tags)
    const { accepted = [], refused = [] } =
      changes.length > 0 ? acceptTagChanges(changes, tags, stored, options) : {}
    const properties = withTags(toProperties(patch), toTags(accepted, tags))
    const user = found ?? (await create(id, properties, options))
    if (found) await save(id, properties, options)
    if (changes.length > 0) settleChanges('OneSignal', changes, refused, options)
    return toUser(withProperties(user, properties), tags)
  }

  const identify: NonNullable<UsersMember['identify']> = async (
    id,
    patch,
    { preferences: changes = [], ...options } = {},
  ) => {
    checkPatch('users.identify', patch, tags)
    if (changes.length > 0) acceptTagChanges(changes, tags, undefined, options)
    return enqueue(id, options.signal, async () => identifyInTurn(id, patch, changes, options))
  }

  /** Creates or updates a user without a read, because imports would use up the limit of reads, which is that of the whole app. */
  const importUser: NonNullable<UsersMember['identify']> = async (id, patch, options = {}) => {
    const properties = toProperties(patch)
    const user = await enqueue(id, options.signal, async () => create(id, properties, options))
    return toUser(withProperties(user, properties), tags)
  }

  return {
    async get(id, options) {
      return toUser(await requests.read(id, options, findOddTags), tags)
    },
    identify,
    async update(id, patch, options = {}) {
      checkPatch('users.update', patch, tags)
      const properties = toProperties(patch)
      return enqueue(id, options.signal, async () => {
        const user = await requests.read(id, options, findOddTags)
        await save(id, properties, options)
        return toUser(withProperties(user, properties), tags)
      })
    },
    async delete(id, { archive, ...options } = {}) {
      if (archive)
        throw new IdentikitError('unsupported', 'OneSignal erases users and cannot archive them.')
      await enqueue(id, options.signal, async () => requests.delete(id, options))
    },
    identifyMany: sequentialIdentifyMany(importUser, (user) =>
      checkPatch('users.identifyMany', user, tags),
    ),
  }
}

function withTags(properties: Properties, added: Readonly<Record<string, string>>): Properties {
  const entries = [...Object.entries(properties.tags ?? {}), ...Object.entries(added)]
  return entries.length > 0 ? { ...properties, tags: Object.fromEntries(entries) } : properties
}
