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
    const before = JSON.stringify(toJson(table, id))
    const result = act()
    if (!table.rows.has(id)) entries.delete(id)
    else if (JSON.stringify(toJson(table, id)) !== before) {
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

/** What a user has, without what orders writes. */
function toJson(table: UserTable, id: string): unknown {
  const row = table.rows.get(id)
  if (!row) return undefined
  const choices = Array.from(row.choices, ([scope, { changes }]) => [scope, [...changes.values()]])
  return [row.user, row.streak, [...row.schedules], choices]
}
