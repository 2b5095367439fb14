import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { withDeadline } from '../../core/sync/deadline.js'
import { getFailureKind, retryDelay, tryTimeout } from '../../core/sync/retryPolicy.js'

/** Options of `saveWithRetry`. */
export interface WriteOptions<Data> {
  /** Sends the write and returns the new data. */
  readonly send: (options: RequestOptions) => Promise<Data>
  /**
   * Reads the data back after an unknown outcome.
   * @default the write is sent again unchecked, for writes that have the same effect twice
   */
  readonly read?: (options: RequestOptions) => Promise<Data>
  /** Returns whether the data that was read back contains the write. */
  readonly isApplied?: (data: Data) => boolean
  /** Returns whether a newer change replaced the write, so that it isn't retried. */
  readonly isReplaced?: () => boolean
}

/**
 * Sends a write and retries it where that can help. After an unknown outcome it reads the data back first, so that nothing is written twice.
 * @throws IdentikitError if the write failed
 */
export async function saveWithRetry<Data>(options: WriteOptions<Data>): Promise<Data> {
  const { send, read, isApplied, isReplaced } = options
  const startedAt = Date.now()
  let isUnknown = false

  async function readBack(): Promise<Data | undefined> {
    if (!isUnknown || !read) return undefined
    const data = await withTimeout((signal) => read({ signal }))
    return isApplied?.(data) ? data : undefined
  }

  for (let tries = 1; ; tries++) {
    try {
      const data = await readBack()
      if (data !== undefined) return data
      isUnknown = false
      return await withTimeout((signal) => send({ signal, keepalive: true }))
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      const attempt = { tries, elapsed: Date.now() - startedAt, random: Math.random() }
      const delay = retryDelay(error, attempt)
      const kind = getFailureKind(error)
      isUnknown ||= kind === 'unknown' || kind === 'failed'
      if (delay !== undefined) await new Promise((resolve) => setTimeout(resolve, delay))
      if (delay !== undefined && !isReplaced?.()) continue
      const data = await readBack().catch(() => undefined)
      if (data !== undefined) return data
      throw error
    }
  }
}

/**
 * Runs one try of a request.
 * @throws IdentikitError `timeout` after 10 seconds
 */
export function withTimeout<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const message = `The service did not answer within ${tryTimeout} ms.`
  return withDeadline(run, {
    timeout: tryTimeout,
    late: () => new IdentikitError('timeout', message),
  })
}
