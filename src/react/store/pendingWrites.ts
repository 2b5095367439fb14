/** The writes of one user, of whatever resource, that were accepted and have not ended. */
export type PendingWrites = ReturnType<typeof createPendingWrites>

export function createPendingWrites() {
  const writes = new Set<Promise<unknown>>()
  return {
    /** Takes what never rejects. */
    add(write: Promise<unknown>): void {
      writes.add(write)
      void write.then(() => writes.delete(write))
    },
    /** Ends when all have ended, also those that are made meanwhile. */
    async settled(): Promise<void> {
      while (writes.size > 0) await Promise.all(writes)
    },
  }
}
