import type { RateLimitStore } from './rateLimitStore.js'

/** Creates a store in the memory of this process. Above `maxKeys` it deletes the oldest counts. */
export function createMemoryRateLimitStore(maxKeys = 10_000): RateLimitStore {
  /** In the order in which their windows started. */
  const counts = new Map<string, { count: number; readonly ends: number }>()

  function deleteOld(now: number): void {
    for (const [key, { ends }] of counts) {
      if (ends > now && counts.size < maxKeys) return
      counts.delete(key)
    }
  }

  return {
    hit(key, window) {
      const now = performance.now()
      const current = counts.get(key)
      if (current && current.ends > now) {
        current.count += 1
        return { count: current.count, wait: current.ends - now }
      }
      counts.delete(key)
      deleteOld(now)
      counts.set(key, { count: 1, ends: now + window })
      return { count: 1, wait: window }
    },
  }
}
