import type { Entry, SendBatch } from './bulkSender.js'
import { untilAbort } from './sleep.js'

/** Creates a queue that groups records into batches. Records of one user are sent one after the other. */
export function createBatchQueue(
  send: SendBatch,
  /** Users per batch. */
  limit: number,
  /** Batches in flight at the same time. */
  concurrency: number,
  signal: AbortSignal | undefined,
) {
  let batch = new Map<string, Entry>()
  const inFlight = new Set<Promise<void>>()
  const inFlightById = new Map<string, Promise<void>>()

  function flush(): void {
    if (batch.size === 0) return
    const entries = batch
    batch = new Map()
    const request = sendBatch()
    request.catch(() => undefined)
    inFlight.add(request)
    for (const id of entries.keys()) inFlightById.set(id, request)

    async function sendBatch(): Promise<void> {
      // Node warns of more than ten listeners at one signal, so each batch has its own.
      await send([...entries.values()], signal && AbortSignal.any([signal]))
      // A batch that rejects stays in the sets, where `add` and `end` wait for it.
      inFlight.delete(request)
      for (const id of entries.keys()) inFlightById.delete(id)
    }
  }

  return {
    /** Adds a record and resolves when there is room for the next one. */
    async add(entry: Entry): Promise<void> {
      const { id } = entry.user
      if (batch.has(id)) flush()
      await untilAbort(Promise.resolve(inFlightById.get(id)), signal)
      batch.set(id, entry)
      if (batch.size >= limit) flush()
      if (inFlight.size >= concurrency) await untilAbort(Promise.race(inFlight), signal)
    },
    /** Sends the last batch and waits for all batches. */
    async end(): Promise<void> {
      flush()
      await untilAbort(Promise.all(inFlight), signal)
    },
  }
}
