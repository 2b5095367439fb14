/** The limits of one step of a request. */
interface StepLimits {
  /** Milliseconds. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
  /** Creates the error of a step that exceeds `timeout`. */
  readonly late: () => Error
}

/**
 * Settles like the result of a call, or rejects when the signal aborts or the timeout passes. The call receives no signal: creating one
 * takes longer than most steps. A result that is not a promise needs no limit.
 * @throws the error of the call, the reason of the signal, or the error of `late`
 */
export async function settleWithin<T>(
  call: () => T | PromiseLike<T>,
  { timeout, signal, late }: StepLimits,
): Promise<T> {
  signal?.throwIfAborted()
  const result = call()
  if (!isPromiseLike(result)) return result
  return new Promise<T>((resolve, reject) => {
    const settle =
      <Value>(end: (value: Value) => void) =>
      (value: Value) => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', abort)
        end(value)
      }
    const abort = settle(() => reject(signal?.reason as Error))
    const timer = setTimeout(
      settle(() => reject(late())),
      timeout,
    )
    signal?.addEventListener('abort', abort)
    // `then` of an object that isn't a native promise may throw, or resolve with another promise.
    Promise.resolve(result).then(settle(resolve), settle(reject))
    // The call may have aborted the signal.
    if (signal?.aborted) abort(undefined)
  })
}

function isPromiseLike<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as Partial<PromiseLike<T>> | null | undefined)?.then === 'function'
}
