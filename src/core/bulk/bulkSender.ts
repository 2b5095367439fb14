import type { IdentifyManyMember, RequestOptions, UserRecord } from '../adapter.js'
import { IdentikitError, toIdentikitError } from '../errors.js'
import { getFailureKind, retryDelay, type RetryBudget } from '../sync/retryPolicy.js'
import { createSharedPause, sleep } from './sleep.js'

/** A record of the source and its position there. */
export interface SourceRecord {
  readonly record: UserRecord
  readonly index: number
}

/** A record with the user that is sent for it. */
export interface Entry extends SourceRecord {
  readonly user: UserRecord
}

/** Receives the results of an import. */
export interface BulkSenderReport {
  /** Counts users that the service saved. */
  readonly done: (count: number) => void
  /** Receives a record that failed for good. */
  readonly failed: (source: SourceRecord, error: IdentikitError) => void
}

/** Sends a batch of distinct users. */
export type SendBatch = (
  entries: readonly Entry[],
  signal: AbortSignal | undefined,
) => Promise<void>

const fiveMinutes = 300_000

/** Allows more tries than a request of a page. */
const importBudget: RetryBudget = { tries: 6, elapsed: fiveMinutes }
/** A rate-limited request did nothing, and its users aren't the cause. */
const rateLimitBudget: RetryBudget = { tries: Infinity, elapsed: fiveMinutes }
/** After this many rate-limited tries the delay is at least a second, even if the service asks for less. */
const maxQuickTries = 10

const unknownUsers = 'users.identifyMany reported failures of users that were not sent.'

/** Creates a function that sends a batch until each of its users is saved or has failed for good. */
export function createBulkSender(
  { send }: IdentifyManyMember,
  request: Omit<RequestOptions, 'signal'>,
  report: BulkSenderReport,
): SendBatch {
  const pause = createSharedPause()

  /** Returns errors by user id, or `split` if the service refuses the batch without naming a user. */
  async function callService(
    entries: readonly Entry[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, IdentikitError> | 'split'> {
    const users = entries.map(({ user }) => user)
    const failAll = (error: IdentikitError) => new Map(users.map(({ id }) => [id, error]))
    try {
      const failures = await send(users, { ...request, signal })
      const ids = new Set(users.map(({ id }) => id))
      return failures.every(({ id }) => ids.has(id))
        ? new Map(failures.map(({ id, error }) => [id, error]))
        : failAll(new IdentikitError('bad-answer', unknownUsers))
    } catch (thrown) {
      signal?.throwIfAborted()
      const error = toIdentikitError(thrown)
      return error.code === 'invalid' && entries.length > 1 ? 'split' : failAll(error)
    }
  }

  return async function sendBatch(entries, signal) {
    const start = Date.now()
    let pending = entries
    for (let tries = 1; pending.length > 0; tries += 1) {
      await pause.end(signal)
      signal?.throwIfAborted()
      const errors = await callService(pending, signal)
      if (errors === 'split') {
        const half = Math.ceil(pending.length / 2)
        await sendBatch(pending.slice(0, half), signal)
        return sendBatch(pending.slice(half), signal)
      }
      const elapsed = Date.now() - start
      const retried: Entry[] = []
      let longest = 0
      for (const entry of pending) {
        const error = errors.get(entry.user.id)
        if (!error) continue
        const delay = getDelay(error, tries, elapsed)
        if (delay === undefined) {
          report.failed(entry, error)
          continue
        }
        retried.push(entry)
        longest = Math.max(longest, delay)
        // A busy service is busy for the other requests of the import too.
        if (getFailureKind(error) === 'busy') pause.extend(delay)
      }
      report.done(pending.length - errors.size)
      if (retried.length > 0) await sleep(longest, signal)
      pending = retried
    }
  }
}

function getDelay(error: IdentikitError, tries: number, elapsed: number): number | undefined {
  const isRateLimited = error.code === 'rate-limited'
  const delay = retryDelay(error, {
    budget: isRateLimited ? rateLimitBudget : importBudget,
    tries,
    elapsed,
    random: Math.random(),
  })
  const isMinimum = isRateLimited && tries > maxQuickTries && delay !== undefined
  return isMinimum ? Math.max(delay, 1000) : delay
}
