import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { assertSwitch, type SwitchChange } from '../../core/preferences/checkPreferenceChanges.js'
import { indexById } from '../../core/preferences/preferences.js'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import type { User } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { readLists, type EngageList } from './lists.js'
import { toPreferences, toSavedSetting } from './preferencesWire.js'
import type { EngagePreferenceOptions, EngageRow } from './preferencesWire.js'
import { runSequentially } from './runSequentially.js'
import { answerSchema, readUser, toUserPath } from './userRequests.js'

/** Checked changes of preferences. */
export interface PreparedPreferences {
  /** The lists that a POST of a new user may include. Lists with a double opt-in are not, because a POST skips the confirmation. */
  readonly initialLists: readonly string[]
  /** Saves the changes except those of the lists in `saved`. */
  readonly save: (id: string, saved?: readonly string[]) => Promise<SavedPreferences>
}

interface SavedPreferences {
  readonly user: User
  readonly preferences: Preferences
}

/** Checks changes before anything is written. */
export type PreparePreferences = (
  caller: string,
  changes: readonly PreferenceChange[],
  options?: RequestOptions,
) => Promise<PreparedPreferences>

/** Creates the preferences member. A list is a type with one setting and without channels. */
export function createEngagePreferences(
  http: HttpClient,
  { lists: rows = [], segments = [] }: EngagePreferenceOptions,
): { readonly member: PreferencesMember; readonly prepare: PreparePreferences } {
  async function readRows(options?: RequestOptions): Promise<readonly EngageList[]> {
    if (rows === 'all') return readLists(http, undefined, options)
    const ids = rows.map(({ id }) => id)
    const lists = indexById(await readLists(http, ids, options))
    return rows.flatMap(({ id, label, description }) => {
      const list = lists.get(id)
      if (!list) return []
      return { ...list, title: label ?? list.title, description: description ?? list.description }
    })
  }

  const prepare: PreparePreferences = async (caller, changes, options) => {
    checkTargets(caller, changes, segments)
    const lists = await readRows(options)
    const subscriptions = toSubscriptions(caller, changes, lists)
    const initialLists = lists
      .filter(({ id, double_optin }) => subscriptions.get(id) && !double_optin)
      .map(({ id }) => id)

    async function save(id: string, saved: readonly string[] = []): Promise<SavedPreferences> {
      const unsaved = [...subscriptions].filter(([list]) => !saved.includes(list))
      const steps = unsaved.map(([list, subscribed]) => ({
        name: `the list ${list}`,
        run: async () =>
          [list, await writeSubscription(http, id, { list, subscribed }, options)] as const,
      }))
      const answers = new Map(await runSequentially(caller, steps))
      const user = await readUser(http, id, options)
      const settings = new Map(
        lists.map((list) => {
          const subscribed = subscriptions.get(list.id)
          return [list.id, toSavedSetting(user, list, subscribed, answers.get(list.id))]
        }),
      )
      const lost = [...subscriptions.keys()].filter((list) => !settings.get(list))
      if (lost.length === 0) {
        return { user, preferences: toPreferences(user, lists, segments, settings) }
      }
      const fields = Object.fromEntries(lost.map((list) => [`the list ${list}`, 'was not saved']))
      const message = `${caller}: Engage answered with success and did not save: ${lost.join(', ')}.`
      throw new IdentikitError('bad-answer', message, { fields })
    }
    return { initialLists, save }
  }

  const member: PreferencesMember = {
    rules: { write: 'setting', parents: 'and' },
    async get(id, options) {
      const [user, lists] = await Promise.all([readUser(http, id, options), readRows(options)])
      return toPreferences(user, lists, segments)
    },
    async update(id, change, options) {
      const { save } = await prepare('preferences.update', [change].flat(), options)
      return (await save(id)).preferences
    },
  }
  return { member, prepare }
}

function checkTargets(
  caller: string,
  changes: readonly PreferenceChange[],
  segments: readonly EngageRow[],
): asserts changes is readonly SwitchChange[] {
  for (const change of changes) {
    assertSwitch('Engage', change)
    const { type, channel } = change
    if (type === undefined || channel !== undefined) {
      const message = `${caller}: Engage has one setting per list, and none for channels or for everything.`
      throw new IdentikitError('unsupported', message)
    }
    if (segments.some(({ id }) => id === type)) {
      const message = `${caller}: Engage computes the members of the segment ${type}.`
      throw new IdentikitError('locked', message)
    }
  }
}

/** Returns whether each changed list is subscribed to; the last change of a list counts. */
function toSubscriptions(
  caller: string,
  changes: readonly SwitchChange[],
  lists: readonly EngageList[],
): ReadonlyMap<string, boolean> {
  const ids = new Set<string | undefined>(lists.map(({ id }) => id))
  const problems = changes.flatMap(({ type }, index) =>
    ids.has(type) ? [] : [[`changes[${index}].type`, 'is not one of the adapter’s `lists`']],
  )
  if (problems.length > 0) throw invalid(caller, Object.fromEntries(problems))
  return new Map(changes.map(({ type = '', enabled }) => [type, enabled]))
}

const subscriptionSchema = z.optional(z.looseObject({ subscribed: z.nullish(z.boolean()) }))

/**
 * Subscribes or unsubscribes a user and returns the state of the answer. Whether the PUT adds a user to a list is not documented,
 * so a POST follows where it fails.
 */
async function writeSubscription(
  http: HttpClient,
  id: string,
  { list, subscribed }: { readonly list: string; readonly subscribed: boolean },
  options?: RequestOptions,
): Promise<boolean | undefined> {
  const path = `/lists/${toPathSegment(list)}/subscribers/${toPathSegment(id)}`
  const request = http(subscriptionSchema, 'PUT', path, { ...options, body: { subscribed } })
  const found = await ignoreErrors(
    request.then((answer) => ({ subscribed: answer?.subscribed ?? undefined })),
    'invalid',
    'not-found',
  )
  // A user who is not on the list does not need to be removed.
  if (found || !subscribed) return found?.subscribed
  await http(answerSchema, 'POST', `${toUserPath(id)}/lists`, {
    ...options,
    body: { lists: [list] },
  })
  return undefined
}
