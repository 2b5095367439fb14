import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { assertSwitch, type SwitchChange } from '../../core/preferences/checkPreferenceChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { knownChannels, knownTypes, preferencesSchema, toPreferences } from './preferencesWire.js'
import type { Notifications } from './preferencesWire.js'

/**
 * Creates the preferences member. Trophy stores the list of enabled channels of each type, so a type is written with all its
 * channels. The updates of one user run one after the other.
 */
export function createTrophyPreferences(http: HttpClient): PreferencesMember {
  const enqueue = createQueue()

  const request = async (id: string, options: RequestOptions, body?: object) =>
    http(preferencesSchema, body ? 'PATCH' : 'GET', toPreferencesPath(id), { ...options, body })

  return {
    rules: { write: 'row', parents: 'and' },
    async get(id, options = {}) {
      return toPreferences(await request(id, options))
    },
    async update(id, change, options = {}) {
      const changes = [change].flat()
      checkTrophyChanges(changes)
      return enqueue(id, options.signal, async () => {
        const stored = isComplete(changes) ? undefined : await request(id, options)
        const notifications = applyChanges(stored?.notifications ?? {}, changes)
        const isUnchanged = stored && Object.keys(notifications).length === 0
        return toPreferences(isUnchanged ? stored : await request(id, options, { notifications }))
      })
    },
  }
}

/** Returns the path of the preferences and streak settings of a user. */
export function toPreferencesPath(id: string): string {
  return `/users/${toPathSegment(id)}/preferences`
}

/**
 * Checks that Trophy has the changed settings.
 * @throws IdentikitError `unsupported`
 */
export function checkTrophyChanges(
  changes: readonly PreferenceChange[],
): asserts changes is readonly SwitchChange[] {
  for (const change of changes) {
    assertSwitch('Trophy', change)
    const { type, channel, enabled } = change
    if (type !== undefined && channel !== undefined) continue
    if (channel !== undefined && !enabled) continue
    const target =
      channel === undefined
        ? `${type === undefined ? 'everything' : 'a whole type'}: change its channels`
        : 'a channel of all types that turns it on: change the types'
    throw new IdentikitError('unsupported', `Trophy has no setting for ${target}.`)
  }
}

/** Checks whether the changes and their rows contain every channel of each type, so that the stored lists are not needed. */
function isComplete(changes: readonly PreferenceChange[]): boolean {
  return changes.every(({ type }) => {
    const ofType = changes.filter((change) => change.type === type)
    const channels = ofType.flatMap(({ channel, row = {} }) => [channel, ...Object.keys(row)])
    const hasRow = ofType.some(({ row }) => row !== undefined)
    return type !== undefined && hasRow && knownChannels.every((item) => channels.includes(item))
  })
}

/** Returns the new list of each changed type: the stored channels, overridden by the rows, then by the changes in order. */
function applyChanges(stored: Notifications, changes: readonly SwitchChange[]): Notifications {
  const lists = new Map(Object.entries(stored).map(([type, list]) => [type, list && new Set(list)]))
  const changed = new Map<string, ReadonlySet<string>>()

  function set(type: string, channel: string, enabled: boolean): void {
    const list = lists.get(type) ?? new Set()
    if (enabled) list.add(channel)
    else list.delete(channel)
    lists.set(type, list)
    changed.set(type, list)
  }

  for (const { type = '', row = {} } of changes) {
    for (const [channel, enabled] of Object.entries(row)) set(type, channel, enabled)
  }
  for (const { type, channel = '', enabled } of changes) {
    const types = type === undefined ? new Set([...lists.keys(), ...knownTypes]) : [type]
    for (const id of types) {
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
