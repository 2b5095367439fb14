/** When a request must end. */
export interface Deadline {
  readonly timeout: number
  readonly signal: AbortSignal | undefined
  /** The error of a request that took longer than `timeout` milliseconds. */
  readonly late: () => Error
}

/** Ends at the caller's abort, with the caller's own reason, or when the time is up, even where what runs ignores its signal. */
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
