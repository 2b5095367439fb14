import * as z from 'zod/mini'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { answerSchema } from './answer.js'
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
  const tenants = await ignoreErrors(readTenants(http, id, options), 'not-found')
  const scopes = new Set([undefined, ...(tenants ?? []), tenantId])
  for (const scope of scopes) await resetChoices(http, id, scope, options)
  for (const { token } of tokens) await remove(toTokenPath(id, token))
  await remove(`/profiles/${user}/lists`)
  await remove(`/users/${user}/tenants`)
}

/** Reads all tenants of a user. */
async function readTenants(
  http: HttpClient,
  id: string,
  options: RequestOptions,
): Promise<readonly string[]> {
  const tenants: string[] = []
  const cursors = new Set<string>()
  for (let cursor: string | undefined; ;) {
    const init = { ...options, query: { limit: '100', cursor }, strict: true }
    const page = await http(tenantsSchema, 'GET', `/users/${toPathSegment(id)}/tenants`, init)
    tenants.push(...(page.items ?? []).map((item) => item.tenant_id))
    if (!page.has_more) return tenants
    cursor = page.cursor || undefined
    if (cursor === undefined || cursors.has(cursor))
      throw new IdentikitError('bad-answer', 'Courier has more tenants of the user than it lists.')
    cursors.add(cursor)
  }
}
