import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import {
  settleChanges,
  toRefused,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import {
  getSetting,
  isOn,
  preferenceKey,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { saveInParts } from '../../core/preferences/saveInParts.js'
import type { HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { acceptNovuChanges } from './acceptNovuChanges.js'
import { findOddSettings, preferencesSchema, toPreferences } from './preferencesWire.js'
import { toPreferenceRequest, toRuns } from './toPreferenceRequests.js'
import { toUserPath } from './users.js'

/** The pauses in milliseconds until a replica of Novu's database has a write. */
const pauses = [150, 400, 1000]

type Failures = Map<SwitchChange, IdentikitError>

/**
 * Creates the preferences member. An update reads first, because only the list names the workflows and channels that the user can change.
 * The updates of one user run one after the other.
 * @see https://docs.novu.co/platform/concepts/preferences
 */
export function createNovuPreferences(http: HttpClient, showsCritical: boolean): PreferencesMember {
  const enqueue = createQueue()

  async function readList(id: string, criticality: string | undefined, options: RequestOptions) {
    const init = { ...options, query: { criticality }, findOdd: findOddSettings }
    return (await http(preferencesSchema, 'GET', `${toUserPath(id)}/preferences`, init)).data
  }

  async function get(id: string, options: RequestOptions = {}): Promise<Preferences> {
    // Novu marks no workflow of a list as critical, so that they are read apart.
    const [list, critical] = await Promise.all([
      readList(id, showsCritical ? 'nonCritical' : undefined, options),
      showsCritical ? readList(id, 'critical', options) : undefined,
    ])
    return toPreferences(list, critical)
  }

  /** Sends a part of a run. A 404 is about a workflow that is gone, or about a user whom a replica doesn't have yet. */
  async function save(
    id: string,
    part: readonly SwitchChange[],
    options: RequestOptions,
  ): Promise<void> {
    const { path, body } = toPreferenceRequest(part)
    for (const pause of [...pauses, undefined]) {
      try {
        await http(z.unknown(), 'PATCH', toUserPath(id) + path, { ...options, body })
        return
      } catch (error) {
        const isMissing = isIdentikitError(error) && error.code === 'not-found'
        if (!isMissing || options.closing) throw error
        const { types } = await get(id, options)
        const { status, requestId } = error
        const details = { cause: error, status, requestId }
        if (part.some(({ type }) => !types.some((item) => item.id === type)))
          throw new IdentikitError('invalid', 'Novu no longer has one of the workflows.', details)
        if (pause === undefined)
          throw new IdentikitError(
            'service',
            'Novu lists this user and does not find them.',
            details,
          )
        await sleep(pause, options.signal)
      }
    }
  }

  /** Saves changes in as few requests as possible. After one that fails, none is sent. */
  async function saveAll(
    id: string,
    changes: readonly SwitchChange[],
    options: RequestOptions,
  ): Promise<Failures> {
    const failures: Failures = new Map()
    const runs = toRuns(changes)
    for (const [index, run] of runs.entries()) {
      try {
        const { failed } = await saveInParts(run, (part) => save(id, part, options), options)
        for (const [change, error] of failed) failures.set(change, error)
      } catch (error) {
        const isPartial = index > 0 && options.onReport && isIdentikitError(error)
        if (!isPartial) throw error
        for (const change of runs.slice(index).flat()) failures.set(change, error)
        break
      }
    }
    return failures
  }

  /** Reads until the list shows the saved changes, for a while: Novu reads it from a replica, which may be behind. */
  async function readSaved(id: string, saved: readonly SwitchChange[], options: RequestOptions) {
    let after = await get(id, options)
    for (const pause of options.closing ? [] : pauses) {
      if (findUnsaved(after, saved).length === 0) break
      await sleep(pause, options.signal)
      after = await get(id, options)
    }
    return { after, unsaved: options.closing ? [] : findUnsaved(after, saved) }
  }

  return {
    // The values of a workflow's channels contain the channels for everything, and only a workflow's own switch overrides them.
    rules: { write: 'setting', parents: 'and', complete: true },
    get,
    async update(id, change, options = {}) {
      const changes = [change].flat()
      return enqueue(id, options.signal, async () => {
        // A page that is closing can't wait for an answer.
        const before = options.closing ? undefined : await get(id, options)
        const { accepted, refused } = acceptNovuChanges(changes, before, options)
        const failures = await saveAll(id, accepted, options)
        const saved = accepted.filter((item) => !failures.has(item))
        const { after, unsaved } = await readSaved(id, saved, options)
        for (const item of unsaved) failures.set(item, conflict())
        settleChanges('Novu', changes, [...refused, ...toRefused(changes, failures)], options)
        return after
      })
    },
  }
}

/** Returns the saved changes that Novu's list doesn't show. The last change of a setting counts. */
function findUnsaved(after: Preferences, saved: readonly SwitchChange[]): SwitchChange[] {
  const last = new Map(saved.map((change) => [preferenceKey(change), change]))
  return [...last.values()].filter((change) => {
    const setting = getSetting(after, change)
    return setting?.state !== 'conditional' && isOn(setting) !== change.enabled
  })
}

function conflict(): IdentikitError {
  const message = 'Novu answered an update of preferences without the changed settings.'
  return new IdentikitError('conflict', message)
}
