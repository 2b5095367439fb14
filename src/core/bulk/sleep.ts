/**
 * Resolves after a number of milliseconds.
 * @throws the reason of the signal when it aborts
 */
export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return untilAbort(elapsed, signal).finally(() => clearTimeout(timer))
}

/**
 * Settles like the promise, or rejects when the signal aborts. Unlike `Promise.race` with one promise of the signal, it keeps
 * nothing afterwards, so a million calls can share a signal.
 * @throws the reason of the signal when it aborts
 */
export function untilAbort<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    const settle =
      <Value>(end: (value: Value) => void) =>
      (value: Value) => {
        signal.removeEventListener('abort', abort)
        end(value)
      }
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    promise.then(settle(resolve), settle(reject))
  })
}

/** Creates a pause that several requests share. It has no length until it is extended. */
export function createSharedPause() {
  let until = 0
  return {
    /** Makes the pause last at least this many milliseconds from now on. */
    extend(milliseconds: number): void {
      until = Math.max(until, Date.now() + milliseconds)
    },
    /**
     * Resolves at the end of the pause.
     * @throws the reason of the signal when it aborts
     */
    async end(signal?: AbortSignal): Promise<void> {
      while (Date.now() < until) await sleep(until - Date.now(), signal)
    },
  }
}
