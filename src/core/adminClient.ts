import type {
  IdentifyManyOptions,
  IdentifyManyResult,
  ListOptions,
  UserAdapter,
  UserRecord,
  UsersMember,
} from './adapter.js'
import { getUserRules } from './capabilities.js'
import { identifyMany, type UserRecords } from './bulk/identifyMany.js'
import { checkUserRecord } from './bulk/checkUserRecord.js'
import { createUserClient, type UserClient } from './client.js'
import { checkIdentify, checkObject, needsPhoneCheck } from './clientChecks.js'
import { invalid } from './errors.js'
import { isJson } from './json.js'
import { requireMember } from './requireMember.js'
import { loadPhoneCheck } from './contact/loadPhoneReader.js'
import { checkId, checkKey } from './user/user.js'

/** A client for the data of all users. Browsers must not have it. */
export interface AdminClient extends UserClient {
  /** The fields and traits of all users. */
  readonly users: UserClient['users'] & {
    readonly [Name in 'create' | 'list' | 'merge']: NonNullable<UsersMember[Name]>
  } & {
    /**
     * Identifies any number of users in batches and retries transient failures. An invalid record fails alone, and records with
     * the same id are sent in order. To resume, identify the failed records again.
     * @throws IdentikitError `misuse` if the iterable fails, after its records are settled
     */
    readonly identifyMany: (
      users: UserRecords,
      options?: IdentifyManyOptions,
    ) => Promise<IdentifyManyResult>
  }
}

/**
 * Creates a client for trusted server code: sign-ups, imports, lists and merges.
 * @example
 * ```ts
 * const { users } = createAdminClient(createPostgresAdapter({ query }))
 * await users.create('ada', { email: 'ada@example.com' })
 * const { users: page, next } = await users.list({ limit: 100 })
 * ```
 */
export function createAdminClient(adapter: UserAdapter): AdminClient {
  const client = createUserClient(adapter)
  return {
    ...client,
    get capabilities() {
      return client.capabilities
    },
    users: {
      ...client.users,
      async create(id, patch, options = {}) {
        checkId('users.create', id)
        const checkPhone = needsPhoneCheck(patch) ? await loadPhoneCheck() : undefined
        const checked = checkIdentify(adapter, 'users.create', patch, options, checkPhone)
        return requireMember(adapter, 'users.create', adapter.users?.create)(id, checked, options)
      },
      async list(options) {
        checkListOptions(options)
        return requireMember(adapter, 'users.list', adapter.users?.list)(options)
      },
      async identifyMany(records, options) {
        const name = 'users.identifyMany'
        const member = requireMember(adapter, name, adapter.users?.identifyMany)
        const checkPhone = await loadPhoneCheck()
        const check = (record: UserRecord) => {
          const user = checkUserRecord(record, getUserRules(adapter), checkPhone)
          member.check?.(user)
          return user
        }
        return identifyMany(records, member, check, options)
      },
      async merge(users, options) {
        checkObject('users.merge', 'users', users)
        checkKey('users.merge', users.from, 'from')
        checkId('users.merge', users.into, 'into')
        if (users.from === users.into)
          throw invalid('users.merge', { from: 'is the same user as into' })
        return requireMember(adapter, 'users.merge', adapter.users?.merge)(users, options)
      },
    },
  }
}

const listOptions: Readonly<Record<keyof ListOptions, true>> = {
  limit: true,
  cursor: true,
  before: true,
  signal: true,
  keepalive: true,
  closing: true,
  source: true,
  scope: true,
  order: true,
  onReport: true,
  onUnreadable: true,
}

/** @throws IdentikitError `invalid`, naming every wrong option: one that is ignored would return other users than asked for */
function checkListOptions(options: ListOptions = {}): void {
  checkObject('users.list', 'options', options)
  const { limit, cursor, before } = options
  const wrong = new Map<string, string>()
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || Object.hasOwn(listOptions, key)) continue
    wrong.set(key, 'is not an option of users.list')
  }
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
    wrong.set('limit', 'must be a whole number above 0')
  }
  for (const [key, value] of Object.entries({ cursor, before })) {
    if (value === undefined || (typeof value === 'string' && isJson(value))) continue
    wrong.set(key, 'must be a string without NUL and broken Unicode')
  }
  if (cursor !== undefined && before !== undefined) {
    wrong.set('before', 'cannot be combined with cursor')
  }
  if (wrong.size > 0) throw invalid('users.list', Object.fromEntries(wrong))
}
