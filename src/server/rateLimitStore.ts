export interface RateLimitHit {
  /** The requests under this key in the current window, this one included. */
  readonly count: number
  /** Milliseconds until the window ends. */
  readonly wait: number
}

/** Where requests are counted, e.g. `INCR` and `PEXPIRE NX` in Redis, so that several servers count together. */
export interface RateLimitStore {
  /** Counts one request; the first one under a key begins its window, of so many milliseconds. The key holds the user's id. */
  readonly hit: (key: string, window: number) => RateLimitHit | Promise<RateLimitHit>
}
