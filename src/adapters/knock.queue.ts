/** Runs what has the same key one after the other, in the order of the calls, whether or not those before failed. */
export function createQueue(): <T>(key: string, run: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()

  return async (key, run) => {
    const before = last.get(key)
    const mine = (async () => {
      await before
      return run()
    })()
    const settled = mine.then(
      () => undefined,
      () => undefined,
    )
    last.set(key, settled)
    try {
      return await mine
    } finally {
      if (last.get(key) === settled) last.delete(key)
    }
  }
}
