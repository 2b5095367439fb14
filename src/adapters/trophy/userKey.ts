import * as z from 'zod/mini'
import { IdentikitError, invalid } from '../../core/errors.js'
import { checkId } from '../../core/user/user.js'
import { assertServerOnly } from '../http/assertServerOnly.js'
import type { HttpClient } from '../http/httpClient.js'
import { createTrophyConnection } from './connection.js'

/** Options of {@link createTrophyUserKey} and {@link revokeTrophyUserKey}. */
export interface TrophyAdminOptions {
  /** An admin key, `<prefix>.<secret>`. */
  readonly apiKey: string
  /** @default 'https://admin.trophy.so/v1' */
  readonly baseUrl?: string | undefined
  /** @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
}

/** An application key that acts for one user. */
export interface TrophyUserKey {
  /** The id that revokes the key. Store it, because Trophy cannot list keys. */
  readonly id: string
  /** The key, `app_...`; Trophy returns it only once. */
  readonly key: string
  /** The part of the key before the dot, which is not secret. */
  readonly prefix: string
}

const path = '/application-api-keys'
const issuesSchema = z.nullish(z.array(z.looseObject({})))
const keySchema = z.object({
  id: z.string(),
  userId: z.string(),
  key: z.string(),
  prefix: z.string(),
})
const createdSchema = z.looseObject({ created: z.array(keySchema), issues: issuesSchema })
const deletedSchema = z.looseObject({ deleted: z.array(z.looseObject({ id: z.string() })) })

/**
 * Creates an application key that acts for one user, on a server. The key never expires and cannot be listed: store its `id` to
 * revoke it.
 * @throws IdentikitError `misuse` in a browser or with an application key, `invalid` if Trophy refuses the user
 * @see https://docs.trophy.so/api-reference/authentication
 * @example
 * import { createTrophyUserKey } from 'identikit/adapters/trophy'
 *
 * const { id, key } = await createTrophyUserKey({ apiKey: process.env.TROPHY_ADMIN_KEY, userId: 'user_123' })
 */
export async function createTrophyUserKey(
  options: TrophyAdminOptions & { readonly userId: string },
): Promise<TrophyUserKey> {
  const { userId: id } = options
  checkId('createTrophyUserKey', id, 'userId')
  const http = createAdminHttp('createTrophyUserKey', options)
  const answer = await http(createdSchema, 'POST', path, { body: [{ userId: id }] })
  const created = answer.created.find(({ userId }) => userId === id)
  if (created) return { id: created.id, key: created.key, prefix: created.prefix }
  if (answer.issues?.length) {
    throw invalid('createTrophyUserKey', { userId: 'was refused by Trophy' })
  }
  throw new IdentikitError('bad-answer', 'Trophy created no key for this user and gave no reason.')
}

/**
 * Revokes an application key by its `id`, on a server.
 * @throws IdentikitError `misuse` in a browser or with an application key, `not-found` if Trophy has no such key
 * @see https://docs.trophy.so/api-reference/authentication
 * @example
 * import { revokeTrophyUserKey } from 'identikit/adapters/trophy'
 *
 * await revokeTrophyUserKey({ apiKey: process.env.TROPHY_ADMIN_KEY, id: storedId })
 */
export async function revokeTrophyUserKey(
  options: TrophyAdminOptions & { readonly id: string },
): Promise<void> {
  checkId('revokeTrophyUserKey', options.id)
  const http = createAdminHttp('revokeTrophyUserKey', options)
  const { deleted } = await http(deletedSchema, 'DELETE', path, { query: { ids: options.id } })
  if (deleted.some(({ id }) => id === options.id)) return
  throw new IdentikitError('not-found', 'Trophy has no application key with this id.')
}

function createAdminHttp(caller: string, options: TrophyAdminOptions): HttpClient {
  const { apiKey, baseUrl = 'https://admin.trophy.so/v1', fetch } = options
  assertServerOnly(caller, 'apiKey')
  if (!apiKey || apiKey.startsWith('app_')) {
    throw new IdentikitError('misuse', `${caller} needs an admin key of Trophy as \`apiKey\`.`)
  }
  return createTrophyConnection({ apiKey, baseUrl, fetch })()
}
