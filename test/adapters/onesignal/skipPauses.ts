import { vi } from 'vitest'

/** Runs calls without the pauses until OneSignal shows a write. */
export async function skipPauses<T>(run: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  try {
    const result = run()
    result.catch(() => undefined)
    await vi.advanceTimersByTimeAsync(60_000)
    return await result
  } finally {
    vi.useRealTimers()
  }
}
