import type { RequestOptions } from '../../core/adapter.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { toTokenPath, tokensSchema } from './devices.js'
import { answerSchema, ignoreUnknown } from './errors.js'

/**
 * Deletes what Courier keeps apart from the profile of a user: push tokens, list subscriptions, memberships of tenants and choices of
 * preferences. Choices of a user within a tenant cannot be listed, so they stay.
 * @see https://github.com/trycourier/courier-node (`Profiles.delete` of version 9.1.0)
 */
export async function deleteUserData(
  http: HttpClient,
  id: string,
  options: RequestOptions,
): Promise<void> {
  const user = toPathSegment(id)
  const remove = async (path: string) => {
    await ignoreUnknown(http(answerSchema, 'DELETE', path, options))
  }
  const list = http(tokensSchema, 'GET', `/users/${user}/tokens`, options)
  const stored = await ignoreUnknown(list)
  for (const { token } of stored?.tokens ?? []) await remove(toTokenPath(id, token))
  await remove(`/profiles/${user}/lists`)
  await remove(`/users/${user}/tenants`)
  const init = { ...options, body: { topics: [] } }
  await ignoreErrors(http(answerSchema, 'PUT', `/users/${user}/preferences`, init), 'not-found')
}
