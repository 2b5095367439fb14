import type { RequestOptions } from '../../core/adapter.js'
import { withDeadline } from '../../core/sync/deadline.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { getFailureKind, retryDelay, tryTimeout } from '../../core/sync/retry.js'

export interface WriteWithRetryOptions<Data, Change> {
  /** Sends changes and returns the new whole. */
  readonly send: (changes: readonly Change[], shown: Data, options: RequestOptions) => Promise<Data>
  /** Reads the whole anew. */
  readonly read: (options: RequestOptions) => Promise<Data>
  /** Whether the data is as the changes want it. */
  readonly holds: (data: Data, changes: readonly Change[]) => boolean
  /** Whether a later word made the changes needless. */
  readonly isOutdated: (changes: readonly Change[]) => boolean
}

/**
 * Makes one act reach the service: tries again where that may help, and where an answer was lost, looks first whether the act was
 * done, so that it is not done twice.
 */
export function createWriteWithRetry<Data, Change>(options: WriteWithRetryOptions<Data, Change>) {
  const { send, read, holds, isOutdated } = options

  async function deliver(changes: readonly Change[], shown: Data): Promise<Data> {
    const begun = Date.now()
    let isUnsure = false
    for (let tries = 1; ; tries++) {
      try {
        const found = isUnsure ? await within((signal) => read({ signal })) : undefined
        if (found !== undefined && holds(found, changes)) return found
        isUnsure = false
        return await within((signal) => send(changes, shown, { signal, keepalive: true }))
      } catch (thrown) {
        const error = toIdentikitError(thrown)
        const attempt = { tries, elapsed: Date.now() - begun, random: Math.random() }
        const delay = retryDelay(error, { idempotency: 'set', ...attempt })
        isUnsure ||= getFailureKind(error) === 'unknown' || getFailureKind(error) === 'failed'
        if (delay !== undefined) await sleep(delay)
        if (delay !== undefined && !isOutdated(changes)) continue
        const found = isUnsure ? await look() : undefined
        if (found !== undefined && holds(found, changes)) return found
        throw error
      }
    }
  }

  /** `undefined` where the read fails too. */
  async function look(): Promise<Data | undefined> {
    try {
      return await within((signal) => read({ signal }))
    } catch {
      return undefined
    }
  }

  return deliver
}

/** For acts that leave the same behind when they are done twice, so that no look is needed before they are sent again. */
export const unseen = {
  read: () => Promise.resolve(undefined),
  holds: () => false,
  isOutdated: () => false,
}

/** Ends after the time of one try. */
function within<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return withDeadline(run, { timeout: tryTimeout, signal: undefined, late })
}

function late(): IdentikitError {
  return new IdentikitError('timeout', `No answer came in ${tryTimeout} ms.`)
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
