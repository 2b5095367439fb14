import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { fromChanges } from './changes.js'
import { checkKnockId, unlessAnswered } from './errors.js'
import { createQueue } from '../http/queue.js'
import { knockConfigSchema, toPreferences, type KnockRows } from './rows.js'
import { holds, knockSetSchema, withAnswer, type KnockSet } from './set.js'

export interface KnockPreferenceOptions {
  /** The preference set: that of the tenant where there is one, since only its choices count before the tenant's defaults. */
  readonly set: string
  /** Whose defaults are laid over a set that is not the tenant's own. */
  readonly tenant?: string | undefined
  readonly canReset: boolean
}

/**
 * Choices in one preference set. A change reads the set, writes only its own leaf under `__persistence_strategy__: 'merge'`, and
 * believes only an answer that holds what was sent; the updates of one person wait for each other.
 */
export function createKnockPreferences(
  http: HttpClient,
  { set, tenant, canReset }: KnockPreferenceOptions,
): PreferencesMember {
  const inTurn = createQueue()
  const path = (id: string) => `/v1/users/${toPathSegment(id)}/preferences/${toPathSegment(set)}`

  const getSet = async (id: string, { signal }: RequestOptions): Promise<KnockSet> =>
    http(knockSetSchema, 'GET', path(id), { query: { tenant }, signal })

  /** None where there is no preference center, or where the credentials may not read it. */
  async function getRows(id: string, { signal }: RequestOptions): Promise<KnockRows> {
    const config = `/v1/users/${toPathSegment(id)}/preference_center/config`
    return http(knockConfigSchema, 'GET', config, { signal }).catch((error: unknown) =>
      unlessAnswered(error, 403, 404),
    )
  }

  async function read(caller: string, id: string, options: RequestOptions) {
    checkKnockId(caller, id)
    return Promise.all([getSet(id, options), getRows(id, options)])
  }

  async function get(id: string, options: RequestOptions = {}) {
    return toPreferences(...(await read('preferences.get', id, options)))
  }

  const reset: PreferencesMember['reset'] = async (id, options = {}) => {
    checkKnockId('preferences.reset', id)
    const { signal, keepalive } = options
    await inTurn(id, signal, async () => {
      // There may have been no set; whether there is a user, the read tells.
      await http(z.unknown(), 'DELETE', path(id), { signal, keepalive }).catch((error: unknown) =>
        unlessAnswered(error, 404),
      )
    })
    return get(id, options)
  }

  return {
    rules: { write: 'setting', parents: 'and' },
    get,
    async update(id, change, options = {}) {
      const { signal, keepalive } = options
      return inTurn(id, signal, async () => {
        const [before, rows] = await read('preferences.update', id, options)
        const patch = fromChanges(before, [change].flat())
        const body = { __persistence_strategy__: 'merge', ...patch }
        const answer = await http(knockSetSchema, 'PUT', path(id), { body, signal, keepalive })
        // A PUT takes no tenant, so its answer does not say what the tenant's defaults leave of it.
        const now = tenant === undefined ? answer : await getSet(id, options)
        if (!holds(now, patch)) {
          const what = 'Knock answered a write of preferences with a set that does not hold it.'
          throw new IdentikitError('conflict', what)
        }
        const shown = tenant === undefined ? (withAnswer(before, now) as KnockSet) : now
        return toPreferences(shown, rows)
      })
    },
    ...(canReset && { reset }),
  }
}
