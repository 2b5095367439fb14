/**
 * A store that the instances of a server share, so that the writes of one person don't overtake each other. Keys contain the adapter's id
 * and the user's id. Values contain the keys of changed settings and, after a write whose outcome is unknown, whether the settings that were
 * saved since are on or off, until no late write may overwrite them any more; they contain no fields of a profile and no tokens.
 */
export interface WriteStore {
  /**
   * Waits until no other request holds the key, then holds it until the returned function is called, and for at most `ttl` milliseconds.
   * The requests of one process should get it in the order of their calls.
   * @throws the reason of the signal when it aborts
   */
  readonly acquire: (key: string, ttl: number, signal: AbortSignal) => Promise<() => unknown>
  /** Returns the value of a key. */
  readonly get: (key: string) => MaybePromise<string | null | undefined>
  /** Sets the value of a key for `ttl` milliseconds. */
  readonly set: (key: string, value: string, ttl: number) => unknown
}

type MaybePromise<T> = T | Promise<T>
