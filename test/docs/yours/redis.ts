/** The calls of a client of the package `redis`, version 5, that the docs use. */
export declare const redis: {
  get(key: string): Promise<string | null>
  set(
    key: string,
    value: string,
    options: { readonly NX?: true; readonly PX: number },
  ): Promise<string | null>
  eval(
    script: string,
    options: { readonly keys: readonly string[]; readonly arguments: readonly string[] },
  ): Promise<unknown>
  multi(): RedisTransaction
}

interface RedisTransaction {
  incr(key: string): RedisTransaction
  pExpire(key: string, ms: number, mode: 'NX'): RedisTransaction
  pTTL(key: string): RedisTransaction
  exec(): Promise<unknown[]>
}
