import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { answerSchema } from './answer.js'
import { inGroups } from './inGroups.js'
import { resetChoices } from './resetChoices.js'
import { toTokenPath, tokensSchema } from './tokenWire.js'

/**
 * A page of the tenants of a user.
 * @see https://github.com/trycourier/courier-node (`TenantListResponse` of version 7.10.2)
 */
const tenantsSchema = z.object({
  items: z.nullish(z.array(z.object({ tenant_id: z.string() }))),
  has_more: z.boolean(),
  cursor: z.nullish(z.string()),
})

/**
 * Deletes what Courier keeps apart from the profile of a user: choices, push tokens, list subscriptions and memberships of tenants. What
 * is to be deleted is read first, and nothing is deleted if a part of it cannot be read. Only an answer 404 means that there is nothing.
 * @param tenantId the tenant of the adapter
 * @see https://github.com/trycourier/courier-node (`Profiles.delete` of version 9.1.0)
 */
export async function deleteUserData(
  http: HttpClient,
  id: string,
  tenantId: string | undefined,
  options: RequestOptions,
): Promise<void> {
  const user = toPathSegment(id)
  const remove = async (path: string) => {
    await ignoreErrors(http(answerSchema, 'DELETE', path, options), 'not-found')
  }
  const init = { ...options, strict: true }
  const list = http(tokensSchema, 'GET', `/users/${user}/tokens`, init)
  const tokens = (await ignoreErrors(list, 'not-found')) ?? []
  const tenants = await readTenants(http, id, options)
  const scopes = new Set([undefined, ...tenants, tenantId])
  await inGroups([...scopes], async (scope) => resetChoices(http, id, scope, options))
  for (const { token } of tokens) await remove(toTokenPath(id, token))
  await remove(`/profiles/${user}/lists`)
  await remove(`/users/${user}/tenants`)
}

/** The most pages that are read. */
const maxPages = 50

/** Reads all tenants of a user. Only a 404 to the first page means that the user has none. */
async function readTenants(
  http: HttpClient,
  id: string,
  options: RequestOptions,
): Promise<readonly string[]> {
  const tenants: string[] = []
  const cursors = new Set<string>()
  for (let cursor: string | undefined; cursors.size < maxPages;) {
    const init = { ...options, query: { limit: '100', cursor }, strict: true }
    const request = http(tenantsSchema, 'GET', `/users/${toPathSegment(id)}/tenants`, init)
    const page = await (cursor === undefined ? ignoreErrors(request, 'not-found') : request)
    tenants.push(...(page?.items ?? []).map((item) => item.tenant_id))
    if (!page?.has_more) return tenants
    cursor = page.cursor || undefined
    if (cursor === undefined || cursors.has(cursor))
      throw new IdentikitError('bad-answer', 'Courier has more tenants of the user than it lists.')
    cursors.add(cursor)
  }
  throw new IdentikitError('bad-answer', `Courier has more than ${maxPages} pages of tenants.`)
}
