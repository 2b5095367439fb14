import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import type { HistoryMember } from '../../core/history/history.js'
import type { PostgresCall } from './postgresMembers.js'
import type { Statements } from './statements.js'
import { toHistoryEntry, toPruneBatch } from './wire.js'

/** Options of `pruneHistory()`. */
export interface PruneHistoryOptions extends Pick<RequestOptions, 'signal'> {
  /**
   * Deletes entries from before this time.
   * @default the retention of the adapter: `historyDays` before now
   */
  readonly before?: Date | undefined
  /**
   * The maximum number of entries of one statement.
   * @default 1000
   */
  readonly batchSize?: number | undefined
}

/** The result of `pruneHistory()`. */
export interface PruneHistoryResult {
  /** The number of deleted entries. */
  readonly deleted: number
}

/** The members of the history. */
export interface PostgresHistory {
  /** The changes of users. */
  readonly history: HistoryMember
  /**
   * Deletes old entries of all users, in batches of one statement each. An entry that made a choice that is still stored is kept, as the
   * proof of that choice. Call it from a daily job. After an abort, the deleted batches stay deleted.
   * @example
   * ```ts
   * await adapter.pruneHistory() // older than three years
   * ```
   */
  pruneHistory(options?: PruneHistoryOptions): Promise<PruneHistoryResult>
}

/** The greatest id. */
const lastId = '9223372036854775807'

/** Three years. */
const defaultDays = 1095

const millisecondsPerDay = 86_400_000

/**
 * Creates the members of the history.
 * @throws IdentikitError `misuse` for a retention that is not from 1 to 36,500 days
 */
export function createHistory(
  call: PostgresCall,
  statements: Statements,
  days: number = defaultDays,
): PostgresHistory {
  if (!(days >= 1 && days <= 36_500)) {
    const what = 'createPostgresAdapter({ historyDays }) takes 1 to 36,500 days.'
    throw new IdentikitError('misuse', what)
  }
  return {
    history: {
      async get(id, { limit = 50, before = lastId, ...options } = {}) {
        if (!/^\d{1,19}$/.test(before) || BigInt(before) > BigInt(lastId))
          throw invalid('history.get', { before: 'is not the id of an entry' })
        const params = [id, String(Math.min(limit, 1000)), before]
        const rows = await call('history.get', statements.history, params, options)
        return rows.map(toHistoryEntry)
      },
    },
    async pruneHistory({ before, batchSize = 1000, signal } = {}) {
      const limit = before ?? new Date(Date.now() - days * millisecondsPerDay)
      if (Number.isNaN(limit.getTime()))
        throw invalid('pruneHistory()', { before: 'must be a valid Date' })
      if (!Number.isInteger(batchSize) || batchSize < 1)
        throw invalid('pruneHistory()', { batchSize: 'must be a whole number above 0' })
      let deleted = 0
      let last: readonly [at: string, id: string] | null = ['-infinity', '0']
      while (last) {
        const params: string[] = [limit.toISOString(), ...last, String(batchSize)]
        const [row] = await call('pruneHistory()', statements.pruneHistory, params, { signal })
        const batch = toPruneBatch(row)
        deleted += batch.deleted
        last = batch.examined < batchSize ? null : batch.last
      }
      return { deleted }
    },
  }
}
