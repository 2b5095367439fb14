/** The count of a user's requests. */
export interface RateLimitHit {
  /** The requests with this key in the current window, including this one. */
  readonly count: number
  /** Milliseconds until the window ends. */
  readonly wait: number
}

/** A store of request counts, e.g. Redis with `INCR` and `PEXPIRE NX`, which several servers can share. */
export interface RateLimitStore {
  /** Counts one request. The first request with a key starts a window of `window` milliseconds. The key contains the user's id. */
  readonly hit: (key: string, window: number) => RateLimitHit | Promise<RateLimitHit>
}

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
