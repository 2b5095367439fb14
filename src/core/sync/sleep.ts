/** Resolves after so many milliseconds. @throws the reason of an abort, at once */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return orAbort(over, signal).finally(() => clearTimeout(timer))
}

/** Waits no longer than until an abort. Leaves nothing at the signal, so that one may serve a million waits. */
export function orAbort<T>(waited: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return waited
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    const leave = () => signal.removeEventListener('abort', abort)
    waited.finally(leave).then(resolve, reject)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort)
  })
}

/** A pause that everybody keeps who looks at it, the longest that was asked for. */
export interface Pause {
  extend(milliseconds: number): void
  /** Resolves when it is over. @throws the reason of an abort */
  over(signal?: AbortSignal): Promise<void>
}

export function createSharedPause(): Pause {
  let until = 0
  return {
    extend(milliseconds) {
      until = Math.max(until, Date.now() + milliseconds)
    },
    async over(signal) {
      while (Date.now() < until) await wait(until - Date.now(), signal)
    },
  }
}
