import type { HistoryEntry, HistoryMember } from '../../core/history/history.js'
import type { Json } from '../../core/json.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { toSource } from '../../core/text.js'
import type { MemoryCall } from './memoryPreferences.js'
import type { UserTable } from './userTable.js'

/** The history of a memory adapter. */
export type MemoryHistory = ReturnType<typeof createMemoryHistory>

/** What the inputs of some members have. */
interface Input {
  readonly from?: string
  readonly patch?: unknown
}

/** Creates a history that records each call which changes a user. */
export function createMemoryHistory() {
  const entries = new Map<string, readonly HistoryEntry[]>()
  let count = 0

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
    if (!after) entries.delete(id)
    else if (isChanged(before, after)) {
      count += 1
      const isScoped = /^(?:preferences|schedule)/.test(member)
      const { from, patch = input ?? [] } = Object(input) as Input
      const moved = member === 'users.merge' && from !== undefined ? (entries.get(from) ?? []) : []
      const entry: HistoryEntry = {
        id: String(count),
        member,
        change: patch as Json,
        ...(isScoped && scope !== undefined && { scope }),
        ...(toSource(source) !== undefined && { source: toSource(source) }),
        at: new Date().toISOString(),
      }
      entries.set(id, [entry, ...moved, ...(entries.get(id) ?? [])])
    }
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

/** Whether two rows differ in more than the order of writes. Rows are never changed, so that equal ones are the same object. */
function isChanged(before: Row | undefined, after: Row): boolean {
  if (before === after) return false
  if (!before || JSON.stringify(toJson(before)) !== JSON.stringify(toJson(after))) return true
  const scopes = [...before.choices.keys(), ...after.choices.keys()]
  return scopes.some((scope) => {
    const [held, chosen] = [before, after].map(({ choices }) => choices.get(scope)?.changes)
    if (held === chosen) return false
    if (!held || !chosen) return (held ?? chosen)?.size !== 0
    if (held.size !== chosen.size) return true
    return Array.from(chosen).some(([key, { enabled, frequency }]) => {
      const former = held.get(key)
      return former?.enabled !== enabled || former?.frequency !== frequency
    })
  })
}

const toJson = ({ user, streak, schedules }: Row) => [user, streak, [...schedules]]
