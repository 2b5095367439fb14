/** The result of `createPendingWrites`. */
export type PendingWrites = ReturnType<typeof createPendingWrites>

/** Creates the set of one user's writes that have not ended. */
export function createPendingWrites() {
  const writes = new Set<Promise<unknown>>()
  return {
    /** Adds a promise that never rejects. */
    add(write: Promise<unknown>): void {
      writes.add(write)
      void write.then(() => writes.delete(write))
    },
    /** Resolves when all have ended, including those that are added meanwhile. */
    async settled(): Promise<void> {
      while (writes.size > 0) await Promise.all(writes)
    },
  }
}
