import type { RateLimitStore } from './rateLimitStore.js'

/**
 * Counts in the memory of this process, for at most so many people and kinds of request at a time: beyond that the oldest counts are
 * forgotten.
 */
export function createMemoryRateLimitStore(most = 10_000): RateLimitStore {
  /** In the order in which their windows began. */
  const counts = new Map<string, { count: number; readonly ends: number }>()

  function forget(now: number): void {
    for (const [key, { ends }] of counts) {
      if (ends > now && counts.size < most) return
      counts.delete(key)
    }
  }

  return {
    hit(key, window) {
      const now = performance.now()
      const known = counts.get(key)
      if (known && known.ends > now) {
        known.count += 1
        return { count: known.count, wait: known.ends - now }
      }
      counts.delete(key)
      forget(now)
      counts.set(key, { count: 1, ends: now + window })
      return { count: 1, wait: window }
    },
  }
}
