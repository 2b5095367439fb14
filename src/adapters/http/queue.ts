/** Runs what shares a key one after the other; an abort ends the wait at once, and a request of the turn that it had sends nothing. */
export type Queue = <T>(
  key: string,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
) => Promise<T>

/** A read, a change and a write that follow each other lose nothing to another such row of the same process. */
export function createQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>()

  return async (key, signal, run) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(run)
    const tail = turn
      .catch(() => undefined)
      .finally(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    if (!signal) return turn
    const settled = new AbortController()
    const aborted = new Promise<never>((_, reject) => {
      const abort = () => reject(signal.reason as Error)
      signal.addEventListener('abort', abort, { signal: settled.signal })
    })
    try {
      return await Promise.race([turn, aborted])
    } finally {
      settled.abort()
    }
  }
}
