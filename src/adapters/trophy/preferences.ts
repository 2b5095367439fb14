import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { toPathSegment } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import type { TrophyRequest } from './request.js'
import * as wire from './wire.js'

export interface TrophyPreferences extends PreferencesMember {
  /** @throws IdentikitError `unsupported` for switches that Trophy does not have */
  check(changes: readonly PreferenceChange[]): void
}

/** Choices by type; each type is written as a whole. */
export function createTrophyPreferences(request: TrophyRequest): TrophyPreferences {
  const queue = createQueue()

  async function ask(id: string, { signal, keepalive }: RequestOptions, body?: object) {
    const method = body ? 'PATCH' : 'GET'
    const path = `/users/${toPathSegment(id)}/preferences`
    return request(wire.preferencesSchema, method, path, { body, signal, keepalive })
  }

  return {
    rules: { write: 'row', parents: 'and' },
    check,
    async get(id, options = {}) {
      return wire.toPreferences(await ask(id, options))
    },
    async update(id, change, options = {}) {
      const changes = [change].flat()
      check(changes)
      return queue(id, options.signal, async () => {
        const stored = isWhole(changes) ? undefined : await ask(id, options)
        const notifications = foldChanges(changes, stored?.notifications ?? {})
        const isSame = stored !== undefined && Object.keys(notifications).length === 0
        return wire.toPreferences(isSame ? stored : await ask(id, options, { notifications }))
      })
    },
  }
}

function check(changes: readonly PreferenceChange[]): void {
  for (const { type, channel, enabled } of changes) {
    const wrong =
      type !== undefined
        ? channel === undefined && 'one switch over a type: switch its channels'
        : channel === undefined
          ? 'one switch over everything: switch the types'
          : enabled && 'one switch that turns a channel on for every type: switch the types'
    if (wrong) throw new IdentikitError('unsupported', `Trophy has no ${wrong}.`)
  }
}

/** Whether the changes say of every channel of their types what it shows, so that nothing needs to be read. */
function isWhole(changes: readonly PreferenceChange[]): boolean {
  return changes.every(({ type }) => {
    const same = changes.filter((change) => change.type === type)
    const named = same.flatMap(({ channel, row = {} }) => [channel, ...Object.keys(row)])
    const hasRow = same.some(({ row }) => row !== undefined)
    return type !== undefined && hasRow && wire.knownChannels.every((one) => named.includes(one))
  })
}

/** The new list of each type that is touched: what is stored, over it what the rows show, over it the changes, the last word last. */
function foldChanges(
  changes: readonly PreferenceChange[],
  stored: wire.Notifications,
): Record<string, readonly string[]> {
  const lists = new Map(Object.entries(stored).map(([type, on]) => [type, new Set(on)]))
  const unset = Object.entries(stored).flatMap(([type, on]) => (on === null ? [type] : []))
  const touched = new Set<string>()

  function turn(type: string, channel: string, enabled: boolean): void {
    const list = lists.get(type) ?? new Set<string>()
    if (enabled) list.add(channel)
    else list.delete(channel)
    lists.set(type, list)
    touched.add(type)
  }

  for (const { type, row } of changes) {
    if (type === undefined) continue
    for (const [channel, enabled] of Object.entries(row ?? {})) turn(type, channel, enabled)
  }
  for (const { type, channel, enabled } of changes) {
    if (channel === undefined) continue
    if (type !== undefined) {
      turn(type, channel, enabled)
      continue
    }
    const isUnset = (one: string) => !lists.has(one) || unset.includes(one)
    for (const one of new Set([...lists.keys(), ...wire.knownTypes])) {
      if (isUnset(one) || lists.get(one)?.has(channel)) turn(one, channel, enabled)
    }
  }
  return Object.fromEntries(
    [...touched].map((type) => [type, ordered([...(lists.get(type) ?? [])])]),
  )
}

function ordered(channels: readonly string[]): string[] {
  const known: readonly string[] = wire.knownChannels
  return [
    ...known.filter((one) => channels.includes(one)),
    ...channels.filter((one) => !known.includes(one)),
  ]
}
