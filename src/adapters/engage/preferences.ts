import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError, type IdentikitErrorCode } from '../../core/errors.js'
import {
  acceptSwitches,
  settleChanges,
  toRefused,
  type ChangeRefusal,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import { indexById } from '../../core/preferences/preferences.js'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import type { User } from '../../core/user/user.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { needsConfirmation, readLists, type EngageList } from './lists.js'
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
    const lists = await readRows(options)
    const check = (change: PreferenceChange) => refuse(change, lists, segments)
    const { accepted, refused } = acceptSwitches('Engage', changes, check, options)
    // The last change of a list counts.
    const subscriptions = new Map(accepted.map((change) => [change.type ?? '', change]))
    const initialLists = lists
      .filter((list) => subscriptions.get(list.id)?.enabled && !needsConfirmation(list))
      .map(({ id }) => id)

    async function save(id: string, saved: readonly string[] = []): Promise<SavedPreferences> {
      const failed = new Map<string, IdentikitError>()
      const unsaved = [...subscriptions].filter(([list]) => !saved.includes(list))
      const steps = unsaved.map(([list, change]) => ({
        name: `the list ${list}`,
        path: `changes[${changes.indexOf(change)}]`,
        async run() {
          const write = writeSubscription(http, id, change, options)
          return [
            list,
            await (options?.onReport ? write.catch(keep(failed, list)) : write),
          ] as const
        },
      }))
      const answers = new Map(await runSequentially(caller, steps))
      const user = await readUser(http, id, options)
      const settings = new Map(
        lists.map((list) => {
          const change = failed.has(list.id) ? undefined : subscriptions.get(list.id)
          return [list.id, toSavedSetting(user, list, change?.enabled, answers.get(list.id))]
        }),
      )
      for (const list of subscriptions.keys()) if (!settings.get(list)) failed.set(list, notSaved())
      const errors = [...subscriptions].flatMap(([list, change]) => {
        const error = failed.get(list)
        return error ? [[change, error] as const] : []
      })
      settleChanges(caller, changes, [...refused, ...toRefused(changes, errors)], options)
      return { user, preferences: toPreferences(user, lists, segments, settings) }
    }
    return { initialLists, save }
  }

  const member: PreferencesMember = {
    rules: { write: 'setting', parents: 'and', complete: true },
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

function refuse(
  { type, channel }: PreferenceChange,
  lists: readonly EngageList[],
  segments: readonly EngageRow[],
): ChangeRefusal | undefined {
  if (type === undefined || channel !== undefined) {
    const problem = 'names a channel or everything: Engage has one setting for each list'
    return { code: 'unsupported', problem }
  }
  if (segments.some(({ id }) => id === type)) {
    return { code: 'locked', problem: 'names a segment, whose members Engage computes' }
  }
  if (lists.some(({ id }) => id === type)) return undefined
  return { code: 'invalid', problem: 'is not one of the adapter’s `lists`', key: 'type' }
}

/** The codes of errors that concern one list only. */
const ownCodes: readonly IdentikitErrorCode[] = ['invalid', 'not-found', 'conflict', 'unsupported']

/** Returns a handler that keeps the error of one list, so that the others are still written, and throws any other. */
function keep(failed: Map<string, IdentikitError>, list: string) {
  return (error: unknown): undefined => {
    if (!isIdentikitError(error) || !ownCodes.includes(error.code)) throw error
    failed.set(list, error)
  }
}

function notSaved(): IdentikitError {
  return new IdentikitError('bad-answer', 'Engage answered with success and did not save a list.')
}

const subscriptionSchema = z.optional(z.looseObject({ subscribed: z.nullish(z.boolean()) }))

/**
 * Subscribes or unsubscribes a user and returns the state of the answer. Whether the PUT adds a user to a list is not documented,
 * so a POST follows where it fails.
 */
async function writeSubscription(
  http: HttpClient,
  id: string,
  { type: list = '', enabled: subscribed }: SwitchChange,
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
