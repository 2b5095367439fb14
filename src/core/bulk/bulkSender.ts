import type { IdentifyFailure, IdentifyManyMember, RequestOptions, UserRecord } from '../adapter.js'
import { IdentikitError, toIdentikitError } from '../errors.js'
import { createSharedPause, wait } from '../sync/sleep.js'
import { getFailureKind, retryDelay, type RetryBudget } from '../sync/retry.js'

/** A record as it was given, and which one it was. */
export interface Given {
  readonly record: UserRecord
  readonly nth: number
}

export interface Entry extends Given {
  /** As it is sent. */
  readonly user: UserRecord
}

export interface BulkSenderReport {
  readonly done: (count: number) => void
  readonly failed: (given: Given, error: IdentikitError) => void
}

const minutes = 60_000

/** Nobody waits in front of an import. */
const patient: RetryBudget = { tries: 6, elapsed: 5 * minutes }
/** A request that came too early was not done, and says nothing against the users in it. */
const limited: RetryBudget = { tries: Infinity, elapsed: 5 * minutes }
/** Who came too early so often waits a second at least, whatever the service says. */
const tooOften = 10

/** Sends batches of distinct users until each is done or has failed for good. */
export function createBulkSender(
  { send }: IdentifyManyMember,
  request: Omit<RequestOptions, 'signal'>,
  report: BulkSenderReport,
): (entries: readonly Entry[], signal: AbortSignal | undefined) => Promise<void> {
  const pause = createSharedPause()

  /** The users who were not taken; where the whole batch was not, all of them. */
  async function ask(
    entries: readonly Entry[],
    signal: AbortSignal | undefined,
  ): Promise<readonly IdentifyFailure[] | 'split'> {
    const refuse = (error: IdentikitError) => entries.map(({ user: { id } }) => ({ id, error }))
    try {
      const refused = await send(
        entries.map(({ user }) => user),
        { ...request, ...(signal && { signal }) },
      )
      const known = new Set(entries.map(({ user: { id } }) => id))
      return refused.every(({ id }) => known.has(id)) ? refused : refuse(unknownUsers())
    } catch (thrown) {
      signal?.throwIfAborted()
      const error = toIdentikitError(thrown)
      // One wrong user must not condemn the others, and the service did not say who it is.
      return error.code === 'invalid' && entries.length > 1 ? 'split' : refuse(error)
    }
  }

  return async function deliver(entries, signal) {
    const began = Date.now()
    let left = entries
    for (let tries = 1; left.length > 0; tries += 1) {
      await pause.over(signal)
      signal?.throwIfAborted()
      const refused = await ask(left, signal)
      if (refused === 'split') {
        const half = Math.ceil(left.length / 2)
        await deliver(left.slice(0, half), signal)
        await deliver(left.slice(half), signal)
        return
      }
      const errors = new Map(refused.map(({ id, error }) => [id, error]))
      const elapsed = Date.now() - began
      const again: Entry[] = []
      let delay = 0
      for (const entry of left) {
        const error = errors.get(entry.user.id)
        const after = error && delayAfter(error, tries, elapsed)
        if (after !== undefined) {
          again.push(entry)
          delay = Math.max(delay, after)
          // The service is too busy for everybody.
          if (error && getFailureKind(error) === 'busy') pause.extend(after)
        } else if (error) report.failed(entry, error)
      }
      report.done(left.length - errors.size)
      if (again.length > 0) await wait(delay, signal)
      left = again
    }
  }
}

function delayAfter(error: IdentikitError, tries: number, elapsed: number): number | undefined {
  const isLimited = error.code === 'rate-limited'
  const delay = retryDelay(error, {
    idempotency: 'set',
    budget: isLimited ? limited : patient,
    tries,
    elapsed,
    random: Math.random(),
  })
  return isLimited && tries > tooOften && delay !== undefined ? Math.max(delay, 1000) : delay
}

function unknownUsers(): IdentikitError {
  return new IdentikitError('bad-answer', 'users.identifyMany refused users who were not sent.')
}
