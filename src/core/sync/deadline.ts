/** The limits of a request. */
export interface Deadline {
  /** Milliseconds. */
  readonly timeout: number
  /** The caller's signal. */
  readonly signal?: AbortSignal | undefined
  /** Creates the error of a request that exceeds `timeout`. */
  readonly late: () => Error
}

/**
 * Runs a request until it settles, the caller aborts or the timeout passes, even if the request ignores its signal.
 * `AbortSignal.any` and `AbortSignal.timeout` don't fit: in Node 20 each call leaves 55 bytes at a long-lived signal, and their
 * timers can't be cleared.
 * @throws the reason of the caller's signal, or the error of `late`
 */
export async function withDeadline<T>(
  run: (signal: AbortSignal) => Promise<T>,
  { timeout, signal, late }: Deadline,
): Promise<T> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const ended = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error))
  })
  const abort = () => controller.abort(signal?.reason)
  signal?.addEventListener('abort', abort)
  const timer = setTimeout(() => controller.abort(late()), timeout)
  try {
    return await Promise.race([run(controller.signal), ended])
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
