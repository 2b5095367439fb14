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
