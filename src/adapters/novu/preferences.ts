import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import {
  settleChanges,
  toRefused,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import { applyChangeByRules } from '../../core/preferences/applyChangeByRules.js'
import { getSetting, isOn, type Preferences } from '../../core/preferences/preferences.js'
import { saveInParts } from '../../core/preferences/saveInParts.js'
import type { HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { acceptNovuChanges } from './acceptNovuChanges.js'
import { findOddSettings, preferencesSchema, toPreferences } from './preferencesWire.js'
import { toPreferenceRequest, toRuns } from './toPreferenceRequests.js'
import { toUserPath } from './users.js'

/** A global channel replaces the choices of that channel in every workflow, and a workflow can be changed afterwards. */
const rules = { write: 'setting', parents: 'replace' } as const

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

  async function send(
    id: string,
    part: readonly SwitchChange[],
    schedule: Json | undefined,
    options: RequestOptions,
  ): Promise<void> {
    const { path, bodies } = toPreferenceRequest(part)
    const [first] = bodies
    const isGlobal = part[0]?.type === undefined
    const body =
      path === '/preferences/bulk'
        ? { preferences: bodies }
        : { ...first, ...(isGlobal && schedule !== undefined && { schedule }) }
    await http(z.unknown(), 'PATCH', toUserPath(id) + path, { ...options, body })
  }

  /** Sends a part of a run. A 404 is about a workflow that is gone, or about a user whom a replica doesn't have yet. */
  async function save(
    id: string,
    part: readonly SwitchChange[],
    schedule: Json | undefined,
    options: RequestOptions,
  ): Promise<void> {
    for (const pause of [...pauses, undefined]) {
      try {
        return await send(id, part, schedule, options)
      } catch (error) {
        const isMissing = isIdentikitError(error) && error.code === 'not-found'
        if (!isMissing || options.closing) throw error
        const { types } = await get(id, options)
        const { status, requestId } = error
        const details = { cause: error, status, requestId }
        if (part.some(({ type }) => type !== undefined && !types.some((item) => item.id === type)))
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

  /** Saves runs in their order. After a failed one, none is sent, because a later one may replace what it should have saved. */
  async function saveRuns(
    id: string,
    runs: readonly (readonly SwitchChange[])[],
    schedule: Json | undefined,
    options: RequestOptions,
  ): Promise<Failures> {
    const failures: Failures = new Map()
    for (const [index, run] of runs.entries()) {
      try {
        const { failed } = await saveInParts(
          run,
          (part) => save(id, part, schedule, options),
          options,
        )
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
  async function readSaved(
    id: string,
    before: Preferences | undefined,
    accepted: readonly SwitchChange[],
    failures: Failures,
    options: RequestOptions,
  ) {
    let after = await get(id, options)
    let unsaved = findUnsaved(before, after, accepted, failures)
    for (const pause of pauses) {
      if (unsaved.length === 0) break
      await sleep(pause, options.signal)
      after = await get(id, options)
      unsaved = findUnsaved(before, after, accepted, failures)
    }
    return { after, unsaved }
  }

  return {
    rules,
    get,
    async update(id, change, options = {}) {
      const changes = [change].flat()
      return enqueue(id, options.signal, async () => {
        // A page that is closing can't wait for an answer.
        const before = options.closing ? undefined : await get(id, options)
        const { accepted, refused } = acceptNovuChanges(changes, before, options)
        const failures = await saveRuns(id, toRuns(accepted), getSchedule(before), options)
        const { after, unsaved } = await readSaved(id, before, accepted, failures, options)
        for (const item of unsaved) failures.set(item, conflict())
        settleChanges('Novu', changes, [...refused, ...toRefused(changes, failures)], options)
        return after
      })
    },
  }
}

/**
 * Returns the stored schedule. It is sent with a change of the global channels, because Novu writes both in one record, and its source
 * doesn't show what a missing schedule becomes.
 */
function getSchedule(preferences: Preferences | undefined): Json | undefined {
  const { global } = preferences?.rest ?? {}
  return (Object(global) as { readonly schedule?: Json }).schedule ?? undefined
}

/** Returns the saved changes that Novu's list doesn't show. */
function findUnsaved(
  before: Preferences | undefined,
  after: Preferences,
  accepted: readonly SwitchChange[],
  failures: Failures,
): SwitchChange[] {
  if (!before) return []
  const saved = accepted.filter((change) => !failures.has(change))
  const expected = saved.reduce(
    (preferences, change) => applyChangeByRules(preferences, change, rules),
    before,
  )
  return saved.filter((change) => {
    const setting = getSetting(after, change)
    const isReadable = setting?.state !== 'conditional'
    return isReadable && isOn(setting) !== isOn(getSetting(expected, change))
  })
}

function conflict(): IdentikitError {
  const message = 'Novu answered an update of preferences without the changed settings.'
  return new IdentikitError('conflict', message)
}
