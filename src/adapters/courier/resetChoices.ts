import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { answerSchema } from './answer.js'
import { readItems, toTopicsPath } from './topicReader.js'
import { toReadError } from './toReadError.js'

/**
 * Deletes all choices of a user, or those of the user within one tenant: an empty set resets all of them, and the answer has the choices that
 * are left. Any other answer doesn't say it, nor does a 404, so that the list of choices decides.
 * @returns whether Courier found the user
 * @throws IdentikitError `conflict` if Courier still lists a choice
 * @see https://github.com/trycourier/courier-node (`Preferences.bulkReplace` of version 9.1.0)
 */
export async function resetChoices(
  http: HttpClient,
  id: string,
  tenantId: string | undefined,
  options: RequestOptions,
): Promise<boolean> {
  const init = { ...options, query: { tenant_id: tenantId }, body: { topics: [] } }
  const request = http(answerSchema, 'PUT', toTopicsPath(id), init)
  const answer = await ignoreErrors(
    request.then((json) => ({ json })),
    'not-found',
  )
  const items = answer?.json?.['items']
  const left = Array.isArray(items) ? items : await readLeft(answer !== undefined)
  // Any listed topic may be a choice.
  if (left.length === 0) return answer !== undefined
  throw new IdentikitError('conflict', 'Courier did not delete all choices of the user.')

  async function readLeft(isWritten: boolean): Promise<readonly unknown[]> {
    const list = ignoreErrors(readItems(http, id, tenantId, options), 'not-found')
    return (await (isWritten ? list.catch(toReadError) : list)) ?? []
  }
}
