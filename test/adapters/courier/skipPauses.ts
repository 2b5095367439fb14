import { vi } from 'vitest'

/** Runs a call without the pauses between its reads. */
export async function skipPauses<T>(run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  try {
    const result = run()
    result.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(20_000)
    return await result
  } finally {
    vi.useRealTimers()
  }
}
