import { untilAbort } from '../../core/bulk/sleep.js'

/** Runs tasks with the same key one after the other. An abort ends the wait at once; the task still keeps its place. */
export type Queue = <T>(
  key: string,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
) => Promise<T>

/** Creates a queue that keeps a read, a change and a write together, so that two of them in one process lose nothing. */
export function createQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>()

  return (key, signal, run) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(run)
    const tail = result
      .catch(() => undefined)
      .finally(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return untilAbort(result, signal)
  }
}
