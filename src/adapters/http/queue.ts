import { untilAbort } from '../../core/bulk/sleep.js'

/**
 * Runs tasks with the same key one after another. An abort rejects at once: a task that waits never starts, and one that has started
 * still ends before the next. A task stops between its requests only if it passes the signal to each of them.
 */
export type Queue = <T>(
  key: string,
  signal: AbortSignal | undefined,
  run: () => Promise<T>,
) => Promise<T>

/**
 * Creates a queue, so that a read and the write after it aren't mixed with others of the same user in one process.
 * @example
 * ```ts
 * const queue = createQueue()
 * await queue(userId, signal, async () => save(change(await read(signal)), signal))
 * ```
 */
export function createQueue(): Queue {
  const tails = new Map<string, Promise<unknown>>()

  return (key, signal, run) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(() => {
      signal?.throwIfAborted()
      return run()
    })
    const tail = result
      .catch(() => undefined)
      .finally(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return untilAbort(result, signal)
  }
}
