import {
  IdentikitError,
  type PreferenceChange,
  type UserAdapter,
  type WriteReport,
} from '../../src/core.js'
import type { Connection, Outcome } from './link.js'

/** Returns an adapter whose preferences are requested over a connection. `findClicks` returns the clicks that a write saves. */
export function linkAdapter(
  adapter: UserAdapter,
  connection: Connection,
  findClicks: (changes: readonly PreferenceChange[]) => number[],
): UserAdapter {
  const { preferences } = adapter
  if (!preferences) throw new Error(`${adapter.id} has no preferences.`)
  return {
    ...adapter,
    preferences: {
      rules: preferences.rules,
      get: async (userId) => getAnswer(await connection.read(() => preferences.get(userId))),
      async update(userId, change, { keepalive = false, order, onReport } = {}) {
        const changes = [change].flat()
        const act = async () => {
          const reports: WriteReport[] = []
          const report = (value: WriteReport) => void reports.push(value)
          const options = { order, ...(onReport && { onReport: report }) }
          return { reports, data: await preferences.update(userId, changes, options) }
        }
        const clicks = findClicks(changes)
        const { data, reports } = getAnswer(await connection.write({ clicks, keepalive }, act))
        for (const report of reports) onReport?.(report)
        return data
      },
    },
  }
}

/** Returns the switches that a write changes. */
export const findSwitches = (changes: unknown): unknown[] =>
  [changes].flat().map((change) => (change as PreferenceChange | undefined)?.type)

function getAnswer<Answer>(outcome: Outcome<Answer>): Answer {
  const { status } = outcome
  if (status === 200) return outcome.answer
  if (status === 'lost') throw new IdentikitError('network', 'The answer was lost.')
  const code = status === 422 ? 'invalid' : 'service'
  throw new IdentikitError(code, `The service answered ${status}.`, { status })
}
