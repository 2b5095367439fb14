import type { HistoryEntry, HistoryMember } from '../../core/history/history.js'
import type { Json } from '../../core/json.js'
import { preferenceKey, type PreferenceChange } from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { toSource } from '../../core/text.js'
import type { MemoryCall } from './memoryPreferences.js'
import type { UserTable } from './userTable.js'

/** The history of a memory adapter. */
export type MemoryHistory = ReturnType<typeof createMemoryHistory>

/** What the inputs of some members have. */
interface Input {
  readonly from?: string
  readonly patch?: Json
  readonly preferences?: readonly PreferenceChange[]
}

/** What a call changed: an entry without what all entries have. */
type Change = Pick<HistoryEntry, 'member' | 'change' | 'scope'>

/** Creates a history that records each call which changes a user. */
export function createMemoryHistory() {
  const entries = new Map<string, readonly HistoryEntry[]>()
  let count = 0

  function add(id: string, source: string | undefined, change: Change): void {
    count += 1
    const entry: HistoryEntry = {
      id: String(count),
      ...change,
      ...(source !== undefined && { source }),
      at: new Date().toISOString(),
    }
    entries.set(id, [entry, ...(entries.get(id) ?? [])])
  }

  /** Moves the entries of a merged user to the remaining one. The ids are numbers in the order of the changes. */
  function move(from: string, into: string): void {
    const all = [...(entries.get(from) ?? []), ...(entries.get(into) ?? [])]
    entries.delete(from)
    entries.set(
      into,
      all.sort((a, b) => Number(b.id) - Number(a.id)),
    )
  }

  /** Runs a call, and records its input if it changed the user. */
  function record<Result>(
    table: UserTable,
    member: string,
    id: string | undefined,
    input: unknown,
    { scope, source }: RequestOptions,
    act: () => Result,
  ): Result {
    if (id === undefined) return act()
    const before = table.rows.get(id)
    const result = act()
    const after = table.rows.get(id)
    const { from } = Object(input) as Input
    if (member === 'users.merge' && from !== undefined) move(from, id)
    if (!after) entries.delete(id)
    else
      for (const change of listChanges({ member, input, scope, before, after }))
        add(id, toSource(source), change)
    return result
  }

  return {
    record,
    createMember: (call: MemoryCall): HistoryMember => ({
      get(id, { limit = 50, before, ...options } = {}) {
        const list = () => {
          const all = entries.get(id) ?? []
          const start = before === undefined ? 0 : all.findIndex((entry) => entry.id === before) + 1
          return all.slice(start, start + Math.min(limit, 1000))
        }
        return call('history.get', id, undefined, list, options)
      },
    }),
  }
}

type Row = NonNullable<ReturnType<UserTable['rows']['get']>>

interface ChangeOfRow {
  readonly member: string
  readonly input: unknown
  readonly scope: string | undefined
  readonly before: Row | undefined
  readonly after: Row
}

/** Returns what a call changed, oldest first. Choices that are saved with a user are a change of their own. */
function listChanges({ member, input, scope, before, after }: ChangeOfRow): readonly Change[] {
  const { from, patch, preferences = [] } = Object(input) as Input
  const scoped = scope === undefined ? {} : { scope }
  if (member === 'users.merge') return [{ member, change: { from: from ?? '' } }]
  if (patch === undefined) {
    if (!isUserChanged(before, after) && !areChoicesChanged(before, after)) return []
    const change = (input ?? []) as Json
    return [{ member, change, ...(/^(?:preferences|schedule)/.test(member) && scoped) }]
  }
  const chosen = preferences.filter((change) => isChoiceChanged(before, after, change, scope))
  return [
    ...(isUserChanged(before, after) ? [{ member, change: patch }] : []),
    ...(chosen.length > 0
      ? [{ member: 'preferences.update', change: chosen as unknown as Json, ...scoped }]
      : []),
  ]
}

/** Whether the user, the streak settings or the schedules differ, or the user is new. */
function isUserChanged(before: Row | undefined, after: Row): boolean {
  return !before || JSON.stringify(toJson(before)) !== JSON.stringify(toJson(after))
}

/** Whether the choices of two rows differ in more than the order of writes. Rows are never changed, so that equal ones are the same object. */
function areChoicesChanged(before: Row | undefined, after: Row): boolean {
  if (before === after) return false
  const scopes = [...(before?.choices.keys() ?? []), ...after.choices.keys()]
  return scopes.some((scope) => {
    const [held, chosen] = [before, after].map((row) => row?.choices.get(scope)?.changes)
    if (held === chosen) return false
    if (!held || !chosen) return (held ?? chosen)?.size !== 0
    if (held.size !== chosen.size) return true
    return Array.from(chosen.values()).some((change) =>
      isChoiceChanged(before, after, change, scope),
    )
  })
}

/** Whether the choice of the setting of a change differs between two rows. */
function isChoiceChanged(
  before: Row | undefined,
  after: Row,
  change: PreferenceChange,
  scope = '',
): boolean {
  const key = preferenceKey(change)
  const [held, chosen] = [before, after].map((row) => row?.choices.get(scope)?.changes.get(key))
  return held?.enabled !== chosen?.enabled || held?.frequency !== chosen?.frequency
}

const toJson = ({ user, streak, schedules }: Row) => [user, streak, [...schedules]]
