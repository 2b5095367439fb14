import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  settleChanges,
  toRefused,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import { saveInParts } from '../../core/preferences/saveInParts.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { reportUnreadable } from '../http/reportUnreadable.js'
import { createQueue } from '../http/queue.js'
import { checkKnockId } from './errors.js'
import {
  containsPatch,
  findOddSettings,
  mergeAnswer,
  preferenceSetSchema,
  type KnockSet,
} from './preferencesWire.js'
import { preferenceCenterSchema, toPreferences, type KnockRows } from './toPreferences.js'
import { acceptKnockChanges, findUnsaved, toPreferenceSetPatch } from './toPreferenceSetPatch.js'

/** Options of {@link createKnockPreferences}. */
export interface KnockPreferenceOptions {
  /** The id of the preference set; a tenant's own set has the tenant's id. */
  readonly set: string
  /** The tenant whose defaults Knock merges into a set that is not the tenant's own. */
  readonly tenant?: string | undefined
  /** Whether `options.scope` is a tenant, whose own set is used then. */
  readonly hasScopes: boolean
  /** Whether the credentials may delete the set. */
  readonly canReset: boolean
}

/**
 * Creates the preferences member for one preference set, or for those of tenants. An update reads the set, writes only the changed settings with
 * `__persistence_strategy__: 'merge'`, and fails if the answer doesn't contain them. The updates of one user run one after the
 * other.
 * @see https://docs.knock.app/preferences/overview
 */
export function createKnockPreferences(
  http: HttpClient,
  { set, tenant, hasScopes, canReset }: KnockPreferenceOptions,
): PreferencesMember {
  const enqueue = createQueue()
  /** The last answers about a user, for a page that is closing. */
  let last: { readonly path: string; readonly answers: readonly [KnockSet, KnockRows] } | undefined
  const toPath = (id: string, { scope = set }: RequestOptions) =>
    `/v1/users/${toPathSegment(id)}/preferences/${toPathSegment(scope)}`
  const getTenant = ({ scope }: RequestOptions) => (scope === undefined ? tenant : undefined)

  const getSet = async (id: string, options: RequestOptions): Promise<KnockSet> =>
    http(preferenceSetSchema, 'GET', toPath(id, options), {
      ...options,
      query: { tenant: getTenant(options) },
      findOdd: findOddSettings,
    })

  /** Returns `undefined` if there is no readable preference center, or if the credentials may not read it. */
  async function getRows(id: string, options: RequestOptions): Promise<KnockRows> {
    const path = `/v1/users/${toPathSegment(id)}/preference_center/config`
    const rows = http(preferenceCenterSchema, 'GET', path, options).catch((error: unknown) => {
      if (!isIdentikitError(error) || error.code !== 'bad-answer') throw error
      reportUnreadable(error, options)
      return undefined
    })
    return ignoreErrors(rows, 'forbidden', 'not-found')
  }

  async function read(caller: string, id: string, options: RequestOptions) {
    checkKnockId(caller, id)
    // A page that is closing can't wait for an answer, so its change is written over the last one.
    const path = toPath(id, options)
    if (options.closing && last?.path === path) return last.answers
    const answers = await Promise.all([getSet(id, options), getRows(id, options)])
    last = { path, answers }
    return answers
  }

  async function get(id: string, options: RequestOptions = {}) {
    return toPreferences(...(await read('preferences.get', id, options)))
  }

  async function put(id: string, patch: KnockSet, options: RequestOptions): Promise<KnockSet> {
    const body = { __persistence_strategy__: 'merge', ...patch }
    const init = { ...options, body }
    const answer = await http(z.optional(preferenceSetSchema), 'PUT', toPath(id, options), init)
    const isComplete = answer && findOddSettings(answer).length === 0
    // A PUT has no tenant parameter, so its answer lacks the tenant's defaults.
    return isComplete && getTenant(options) === undefined ? answer : getSet(id, options)
  }

  const reset: PreferencesMember['reset'] = async (id, options = {}) => {
    checkKnockId('preferences.reset', id)
    await enqueue(id, options.signal, async () => {
      // A set that does not exist is reset; an unknown user is reported by the read that follows.
      const deletion = http(z.unknown(), 'DELETE', toPath(id, options), options)
      await ignoreErrors(deletion, 'not-found')
    })
    return get(id, options)
  }

  return {
    rules: { write: 'setting', parents: 'and', ...(hasScopes && { scope: true }) },
    get,
    async update(id, change, options = {}) {
      return enqueue(id, options.signal, async () => {
        const [before, rows] = await read('preferences.update', id, options)
        const changes = [change].flat()
        const { accepted, refused } = acceptKnockChanges(before, changes, options)
        const unsaved: SwitchChange[] = []
        let current = before
        const { data, failed } = await saveInParts(
          accepted,
          async (part) => {
            const patch = toPreferenceSetPatch(current, part)
            const saved = await put(id, patch, options)
            const lost = findUnsaved(saved, patch, part)
            if (lost.length === 0 && !containsPatch(saved, patch)) throw conflict()
            unsaved.push(...lost)
            current =
              getTenant(options) === undefined ? (mergeAnswer(current, saved) as KnockSet) : saved
            return current
          },
          options,
        )
        last = { path: toPath(id, options), answers: [data, rows] }
        const errors = [...failed, ...unsaved.map((item) => [item, conflict()] as const)]
        settleChanges('Knock', changes, [...refused, ...toRefused(changes, errors)], options)
        return toPreferences(data, rows)
      })
    },
    ...(canReset && { reset }),
  }
}

function conflict(): IdentikitError {
  const message = 'Knock answered an update of preferences without the changed settings.'
  return new IdentikitError('conflict', message)
}
