import * as z from 'zod/mini'
import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import {
  acceptSwitches,
  settleChanges,
  toRefused,
  type AcceptedChanges,
  type ChangeRefusal,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import { isMap } from '../../core/json.js'
import { saveInParts } from '../../core/preferences/saveInParts.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import {
  findOddNotifications,
  getEnabledChannels,
  knownChannels,
  knownTypes,
  preferencesSchema,
  toPreferences,
} from './preferencesWire.js'
import type { Notifications } from './preferencesWire.js'

/**
 * Creates the preferences member. Trophy stores the list of enabled channels of each type, so the lists are read first and each
 * changed one is written with its other channels as they are stored. The updates of one user run one after the other.
 */
export function createTrophyPreferences(http: HttpClient): PreferencesMember {
  const enqueue = createQueue()

  const read = async (id: string, options: RequestOptions) =>
    http(preferencesSchema, 'GET', toPreferencesPath(id), {
      ...options,
      findOdd: findOddNotifications,
    })

  async function write(id: string, notifications: Notifications, options: RequestOptions) {
    const init = { ...options, body: { notifications } }
    const answer = await http(z.optional(preferencesSchema), 'PATCH', toPreferencesPath(id), init)
    // An answer that is empty or odd doesn't show what was saved.
    const isReadable = answer && findOddNotifications(answer).length === 0
    return isReadable ? answer : read(id, options)
  }

  return {
    rules: { write: 'row', parents: 'and' },
    async get(id, options = {}) {
      return toPreferences(await read(id, options))
    },
    async update(id, change, options = {}) {
      const changes = [change].flat()
      acceptTrophyChanges(changes, options)
      return enqueue(id, options.signal, async () => {
        let stored = await read(id, options)
        const { accepted, refused } = acceptTrophyChanges(changes, options, stored.notifications)
        const save = async (part: readonly SwitchChange[]) => {
          const notifications = applyChanges(stored.notifications, part)
          const isUnchanged = Object.keys(notifications).length === 0
          if (!isUnchanged) stored = await write(id, notifications, options)
          return stored
        }
        const saved = await saveInParts(accepted, save, options)
        const failed = toRefused(changes, saved.failed)
        settleChanges('Trophy', changes, [...refused, ...failed], options)
        return toPreferences(saved.data)
      })
    },
  }
}

/** Returns the path of the preferences and streak settings of a user. */
export function toPreferencesPath(id: string): string {
  return `/users/${toPathSegment(id)}/preferences`
}

/**
 * Selects the changes of settings that Trophy has, and whose stored values are readable.
 * @throws IdentikitError `unsupported`, `locked`
 */
export function acceptTrophyChanges(
  changes: readonly PreferenceChange[],
  options: RequestOptions,
  stored?: unknown,
): AcceptedChanges<SwitchChange> {
  return acceptSwitches('Trophy', changes, (change) => refuse(change, stored), options)
}

function refuse(
  { type, channel, enabled }: PreferenceChange,
  stored: unknown,
): ChangeRefusal | undefined {
  if (type !== undefined && getEnabledChannels(stored, type) === null) {
    return { code: 'locked', problem: 'cannot be read' }
  }
  if (channel !== undefined && (type !== undefined || !enabled)) return undefined
  const target =
    channel !== undefined
      ? 'turns on a channel of all types, which has no setting: change the types'
      : type === undefined
        ? 'names everything, which has no setting: change the channels of each type'
        : 'names a whole type, which has no setting: change its channels'
  return { code: 'unsupported', problem: target }
}

/**
 * Returns the new list of each changed type. The channels that are not changed stay as they are stored; those of a type that the user
 * never chose are as shown in the rows.
 */
function applyChanges(stored: unknown, changes: readonly SwitchChange[]): Notifications {
  const storedLists = isMap(stored) ? stored : {}
  const storedTypes = Object.keys(storedLists)
  // Entries that are no channels are kept, because a list is written whole.
  const lists = new Map(
    Object.entries(storedLists).flatMap(([type, list]) =>
      Array.isArray(list) ? [[type, new Set<unknown>(list)] as const] : [],
    ),
  )
  const isChosen = new Set(lists.keys())
  const changed = new Map<string, ReadonlySet<unknown>>()

  function set(type: string, channel: string, enabled: boolean): void {
    const list = lists.get(type) ?? new Set<unknown>()
    if (enabled) list.add(channel)
    else list.delete(channel)
    lists.set(type, list)
    changed.set(type, list)
  }

  for (const { type, row = {} } of changes) {
    if (type === undefined || isChosen.has(type)) continue
    for (const [channel, enabled] of Object.entries(row)) set(type, channel, enabled)
  }
  for (const { type, channel = '', enabled } of changes) {
    const types = type === undefined ? new Set([...storedTypes, ...knownTypes]) : [type]
    for (const id of types) {
      if (getEnabledChannels(stored, id) === null) continue
      // A channel of all types can only be turned off; a list that lacks it does not change.
      const isAffected = type !== undefined || (lists.get(id)?.has(channel) ?? true)
      if (isAffected) set(id, channel, enabled)
    }
  }
  return Object.fromEntries(
    [...changed].map(([type, list]) => [
      type,
      [...new Set([...knownChannels, ...list])].filter((channel) => list.has(channel)),
    ]),
  )
}
