import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import type { HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { answerSchema } from './answer.js'
import { readUntil } from './readUntil.js'
import { readItems, toTopicsPath } from './topicReader.js'

/**
 * Deletes all choices of a user, or those of the user within one tenant: an empty set resets all of them, and the answer has the choices that
 * are left. Any other answer doesn't say it, nor does a 404, so that the list of choices decides.
 * @throws IdentikitError `conflict` if Courier still lists a choice
 * @see https://github.com/trycourier/courier-node (`Preferences.bulkReplace` of version 9.1.0)
 */
export async function resetChoices(
  http: HttpClient,
  id: string,
  tenantId: string | undefined,
  options: RequestOptions,
): Promise<void> {
  const init = { ...options, query: { tenant_id: tenantId }, body: { topics: [] } }
  const request = http(answerSchema, 'PUT', toTopicsPath(id), init)
  const items = (await ignoreErrors(request, 'not-found'))?.['items']
  if (Array.isArray(items) && items.length === 0) return
  const left = await readUntil(
    async () => ignoreErrors(readItems(http, id, tenantId, options), 'not-found'),
    hasNoChoice,
    options,
  )
  if (!hasNoChoice(left))
    throw new IdentikitError('conflict', 'Courier did not delete all choices of the user.')
}

/** An unreadable item may be a choice. */
const hasNoChoice = (items: readonly unknown[] = []): boolean =>
  items.every(
    (item) =>
      isMap(item) &&
      typeof item['status'] === 'string' &&
      item['status'] === item['default_status'] &&
      (item['has_custom_routing'] ?? false) === false,
  )
