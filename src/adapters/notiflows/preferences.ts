import type { PreferencesMember, RequestOptions } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { preferenceKey, getSetting } from '../../core/preferences/preferences.js'
import type { PreferenceTarget, Preferences } from '../../core/preferences/preferences.js'
import type { HttpClient } from '../http/httpClient.js'
import { createQueue } from '../http/queue.js'
import { fromChanges, preferencesSchema, toPreferences } from './wire.js'

/** What of Notiflows belongs to one user: how to ask, and where they are. */
export type NotiflowsScope = (id: string) => { readonly http: HttpClient; readonly path: string }

/** One switch as the service has it. */
type Leaf = PreferenceTarget & { readonly enabled: boolean }

/**
 * Writes the changed leaves only. The docs do not say how deep Notiflows merges them ("only provided fields are updated",
 * https://notiflows.com/docs/api/user/preferences/update), so the preferences are read first until an answer has shown that the
 * neighbors stay: what an answer lost is written back, and from then on the neighbors that the service has are sent along.
 */
export function createPreferences(scope: NotiflowsScope): PreferencesMember {
  const inTurn = createQueue()
  const merges = new Map<Kind, 'setting' | 'map'>()
  /** What was set when a write began of which nobody knows yet what it left. */
  const owed = new Map<string, readonly Leaf[]>()

  async function get(id: string, { signal }: RequestOptions = {}): Promise<Preferences> {
    const { http, path } = scope(id)
    return toPreferences(await http(preferencesSchema, 'GET', `${path}/preferences`, { signal }))
  }

  async function put(id: string, leaves: readonly Leaf[], settings: RequestOptions = {}) {
    const { http, path } = scope(id)
    const { signal, keepalive } = settings
    const sent = { body: fromChanges(leaves), signal, keepalive }
    return toPreferences(await http(preferencesSchema, 'PUT', `${path}/preferences`, sent))
  }

  async function putCarefully(id: string, changes: readonly Leaf[], settings: RequestOptions) {
    const before = await get(id, settings)
    const missing = (owed.get(id) ?? []).filter((leaf) => stateAt(before, leaf) === undefined)
    const others = without(changes, [...leavesOf(before), ...missing])
    const beside = (leaf: Leaf) => changes.filter((change) => isBeside(change, leaf)).map(kindOf)
    const along = others.filter(
      (leaf) => missing.includes(leaf) || beside(leaf).some((kind) => merges.get(kind) === 'map'),
    )
    if (owed.size >= mostOwed) owed.clear()
    owed.set(id, others)
    const after = await put(id, [...along, ...changes], settings)
    const lost = without(holding(after, others), others)
    if (lost.length === 0) {
      owed.delete(id)
      // An off that stayed is proof; an on might be what the service shows where nothing is stored.
      const kept = others.filter((leaf) => !leaf.enabled && !along.includes(leaf))
      for (const kind of kept.flatMap(beside)) merges.set(kind, 'setting')
      return after
    }
    for (const kind of lost.flatMap(beside)) merges.set(kind, 'map')
    // Without the caller's signal: whoever stops waiting must not lose what they chose before.
    const repaired = await put(id, [...without(lost, along), ...lost, ...changes], {
      keepalive: true,
    })
    if (holding(repaired, lost).length < lost.length) {
      throw notKept('lost choices that it was not asked to change')
    }
    owed.delete(id)
    return repaired
  }

  return {
    rules: { write: 'setting', parents: 'unknown' },
    get,
    async update(id, change, settings = {}) {
      const changes = [change].flat().map(({ type, channel, enabled }) => {
        if (type !== undefined || channel !== undefined) return { type, channel, enabled }
        const what = 'Notiflows has no switch over everything commercial.'
        throw new IdentikitError('unsupported', what)
      })
      // Always in turn: a careful write would take another one's change for a loss, and undo it.
      const after = await inTurn(id, settings.signal, async () => {
        const isKnown =
          changes.every((one) => merges.get(kindOf(one)) === 'setting') && !owed.has(id)
        return isKnown ? put(id, changes, settings) : putCarefully(id, changes, settings)
      })
      const wanted = [...new Map(changes.map((one) => [preferenceKey(one), one])).values()]
      if (holding(after, wanted).length < wanted.length) throw notKept('did not take the change')
      return after
    },
  }
}

/** Failed writes to remember; a server may meet any number of users. */
const mostOwed = 1000

type Kind = 'cell' | 'type' | 'channel'

function kindOf({ type, channel }: PreferenceTarget): Kind {
  if (type === undefined) return 'channel'
  return channel === undefined ? 'type' : 'cell'
}

/** Whether a leaf stands where a service that merges less deep than leaves would replace it together with the changed one. */
function isBeside(change: PreferenceTarget, leaf: PreferenceTarget): boolean {
  return change.type === leaf.type && (change.channel === undefined || leaf.channel !== undefined)
}

function stateAt(preferences: Preferences, leaf: PreferenceTarget): boolean | undefined {
  const { state } = getSetting(preferences, leaf) ?? {}
  return state === 'on' || state === 'off' ? state === 'on' : undefined
}

/** Every switch that somebody set. */
function leavesOf(preferences: Preferences): Leaf[] {
  const { types, channels } = preferences
  const all: PreferenceTarget[] = [
    ...Object.keys(channels).map((channel) => ({ channel })),
    ...types.flatMap(({ id: type, channels: cells }) => [
      { type },
      ...Object.keys(cells).map((channel) => ({ type, channel })),
    ]),
  ]
  return all.flatMap((leaf) => {
    const enabled = stateAt(preferences, leaf)
    return enabled === undefined ? [] : [{ ...leaf, enabled }]
  })
}

const holding = (preferences: Preferences, leaves: readonly Leaf[]): Leaf[] =>
  leaves.filter((leaf) => stateAt(preferences, leaf) === leaf.enabled)

function without(named: readonly PreferenceTarget[], leaves: readonly Leaf[]): Leaf[] {
  const keys = new Set(named.map(preferenceKey))
  return leaves.filter((leaf) => !keys.has(preferenceKey(leaf)))
}

function notKept(what: string): IdentikitError {
  return new IdentikitError('conflict', `Notiflows PUT /preferences ${what}.`)
}
