import * as z from 'zod/mini'
import { IdentikitError, invalid } from '../../core/errors.js'
import { checkId } from '../../core/user/user.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import { createTrophyRequest } from './request.js'

export interface TrophyAdminOptions {
  /** An admin key, `<prefix>.<secret>`. */
  readonly apiKey: string
  /** @default 'https://admin.trophy.so/v1' */
  readonly baseUrl?: string | undefined
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

export interface TrophyUserKey {
  /** What revokes it; Trophy lists no keys, so keep it. */
  readonly id: string
  /** The key itself, `app_...`, which Trophy shows this once. */
  readonly key: string
  readonly prefix: string
}

const issuesSchema = z.nullish(z.array(z.looseObject({})))
const createdSchema = z.looseObject({
  created: z.array(
    z.looseObject({ id: z.string(), userId: z.string(), key: z.string(), prefix: z.string() }),
  ),
  issues: issuesSchema,
})
const deletedSchema = z.looseObject({
  deleted: z.array(z.looseObject({ id: z.string() })),
  issues: issuesSchema,
})

/**
 * Makes an application key that can act for one user only, on a server. Such a key never expires and cannot be listed
 * (docs.trophy.so, api-reference/authentication): keep its `id` to revoke it.
 * @throws IdentikitError `misuse` in a browser or with an application key, `invalid` where Trophy made no key for this user
 */
export async function createTrophyUserKey(
  options: TrophyAdminOptions & { readonly userId: string },
): Promise<TrophyUserKey> {
  const { userId } = options
  checkId('createTrophyUserKey()', userId, 'userId')
  const request = openAdmin('createTrophyUserKey()', options)
  const answer = await request(createdSchema, 'POST', '/application-api-keys', {
    body: [{ userId }],
  })
  const made = answer.created.find((one) => one.userId === userId)
  if (made) return { id: made.id, key: made.key, prefix: made.prefix }
  if (answer.issues?.length) {
    throw invalid('createTrophyUserKey()', { userId: 'was not given a key by Trophy' })
  }
  throw new IdentikitError('bad-answer', 'Trophy made no key for this user and told no reason.')
}

/**
 * Revokes an application key by the `id` that it was made with, on a server.
 * @throws IdentikitError `misuse` in a browser or with an application key, `not-found` where Trophy revoked no such key
 */
export async function revokeTrophyUserKey(
  options: TrophyAdminOptions & { readonly id: string },
): Promise<void> {
  const { id } = options
  checkId('revokeTrophyUserKey()', id)
  const request = openAdmin('revokeTrophyUserKey()', options)
  const query = { ids: id }
  const { deleted } = await request(deletedSchema, 'DELETE', '/application-api-keys', { query })
  if (deleted.some((one) => one.id === id)) return
  throw new IdentikitError('not-found', 'Trophy revoked no application key of this id.')
}

function openAdmin(caller: string, options: TrophyAdminOptions) {
  const { apiKey, baseUrl = 'https://admin.trophy.so/v1', fetch } = options
  assertServerOnly('Trophy', 'apiKey')
  if (typeof apiKey !== 'string' || apiKey === '' || apiKey.startsWith('app_')) {
    throw new IdentikitError('misuse', `${caller} needs an admin key of Trophy as \`apiKey\`.`)
  }
  return createTrophyRequest({ apiKey, baseUrl, fetch })
}
