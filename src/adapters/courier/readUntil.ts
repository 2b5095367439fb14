import type { RequestOptions } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'

/** The pauses in milliseconds between reads. Courier's documents don't say whether a read shows a write at once. */
const pauses = [100, 300, 800]

/** Reads until the answer shows a write, for a while. Returns the last answer, which may not show it. */
export async function readUntil<T>(
  read: () => Promise<T>,
  isShown: (answer: T) => boolean,
  { signal, closing }: RequestOptions,
): Promise<T> {
  let answer = await read()
  // A page that is closing can't wait.
  for (const pause of closing ? [] : pauses) {
    if (isShown(answer)) break
    await sleep(pause, signal)
    answer = await read()
  }
  return answer
}
