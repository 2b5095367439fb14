import type { HistoryEntry, HistoryMember } from '../../core/history/history.js'
import { isMap, type Json } from '../../core/json.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import type { PreferenceTarget } from '../../core/preferences/preferences.js'
import { isUserField, isUserFlag } from '../../core/user/user.js'
import { isListed } from '../preferences/catalogLimits.js'

/** What a session may see of a user's history. */
export interface HistoryView {
  /** The scopes of the session. */
  readonly scopes: readonly string[]
  /** The types that the handler serves. */
  readonly catalog: NotificationCatalog
  /** The readable traits; `true` for every trait. */
  readonly traits: true | readonly string[]
  /** Whether devices are readable. */
  readonly hasDevices: boolean
}

/** The most entries of one call. */
const maxLimit = 1000

/**
 * Returns a history of the readable entries only. Entries of other scopes, of devices, traits and types that aren't served, and of calls
 * that the contract doesn't have are left out. A page ends early only where the history ends.
 */
export function filterHistory({ get }: HistoryMember, view: HistoryView): HistoryMember {
  return {
    async get(id, { limit = 50, before, ...options } = {}) {
      const found: HistoryEntry[] = []
      let [size, start] = [limit, before]
      while (found.length < limit) {
        // Nothing is sent after the deadline.
        options.signal?.throwIfAborted()
        const page = await get(id, { ...options, limit: size, before: start })
        const last = page.at(-1)?.id
        if (last === undefined || last === start) break
        found.push(...page.flatMap((entry) => filterEntry(entry, view) ?? []))
        start = last
        size = maxLimit
      }
      return found.slice(0, limit)
    },
  }
}

/** Returns the readable part of an entry; `undefined` if nothing of it is readable. */
function filterEntry(entry: HistoryEntry, view: HistoryView): HistoryEntry | undefined {
  const { id, member, scope, source, at } = entry
  if (scope !== undefined && !view.scopes.includes(scope)) return undefined
  const change = filterChange(entry, view)
  if (change === undefined) return undefined
  return {
    id,
    member,
    change,
    ...(scope !== undefined && { scope }),
    ...(source !== undefined && { source }),
    at,
  }
}

function filterChange({ member, change }: HistoryEntry, view: HistoryView): Json | undefined {
  const [resource] = member.split('.')
  if (resource === 'users') return filterPatch(change, view)
  if (member === 'preferences.update') return filterChoices(change, view)
  if (resource === 'devices') return view.hasDevices ? change : undefined
  const isServed = resource === 'streak' || resource === 'schedule'
  return isServed || member === 'preferences.reset' ? change : undefined
}

/** Returns the readable fields and traits of a patch. An empty patch says that the user was created. */
function filterPatch(patch: Json, { traits }: HistoryView): Json | undefined {
  if (!isMap(patch)) return undefined
  const entries = Object.entries(patch).flatMap(([key, value]): [string, Json][] => {
    if (isUserField(key) || isUserFlag(key)) return [[key, value]]
    if (key !== 'traits' || !isMap(value)) return []
    const readable = Object.entries(value).filter(
      ([name]) => traits === true || traits.includes(name),
    )
    return readable.length === 0 ? [] : [[key, Object.fromEntries(readable)]]
  })
  const isEmpty = entries.length === 0 && Object.keys(patch).length > 0
  return isEmpty ? undefined : Object.fromEntries(entries)
}

/** Returns the changes of settings that the catalog lists. */
function filterChoices(changes: Json, { catalog }: HistoryView): Json | undefined {
  if (!Array.isArray(changes)) return undefined
  const listed = (changes as readonly Json[]).filter(
    (choice) => isMap(choice) && isListed(catalog, choice as PreferenceTarget),
  )
  return listed.length === 0 ? undefined : listed
}
