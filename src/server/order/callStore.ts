import { untilAbort } from '../../core/bulk/sleep.js'
import { IdentikitError } from '../../core/errors.js'
import { settleWithin } from '../../core/sync/settleWithin.js'
import type { WriteStore } from './writeStore.js'

/** Milliseconds for one answer of the store. */
const storeTimeout = 1000

/** Milliseconds after which the lease of a crashed server ends. It is longer than a request, so no write outlives its lease. */
const leaseTime = 10_000

/** Milliseconds for which an order is kept: longer than the day for which a browser keeps an unsent change. */
const recordTime = 25 * 60 * 60 * 1000

/** Reports a failure of the store that does not fail the request. */
type Report = (error: IdentikitError) => void

/** Calls the methods of a store within their limits. Without an answer a write is refused, because its order would be lost. */
export function createStoreCalls(store: WriteStore, report: Report) {
  async function acquire(key: string, signal: AbortSignal): Promise<() => unknown> {
    signal.throwIfAborted()
    const acquired = (async () => store.acquire(key, leaseTime, signal))()
    try {
      return await untilAbort(acquired, signal)
    } catch (cause) {
      // A store that ignores the signal may still return the lease.
      acquired.then((release) => release()).catch(() => undefined)
      signal.throwIfAborted()
      throw storeError('acquire', cause)
    }
  }

  return {
    get: (key: string, signal: AbortSignal) => call('get', () => store.get(key), signal),
    set: async (key: string, value: string, signal?: AbortSignal): Promise<void> => {
      await call('set', () => store.set(key, value, recordTime), signal)
    },
    /**
     * Runs a task while no other request holds the key.
     * @throws the reason of the signal when it aborts before the task starts
     */
    async withLease<T>(key: string, signal: AbortSignal, task: () => Promise<T>): Promise<T> {
      const release = await acquire(key, signal)
      try {
        return await task()
      } finally {
        await call('release', release).catch(report)
      }
    },
  }
}

/** @throws IdentikitError with status 503 */
async function call<T>(name: string, run: () => T | Promise<T>, signal?: AbortSignal): Promise<T> {
  const late = () => new Error(`${name}() took longer than ${storeTimeout} ms.`)
  try {
    return await settleWithin(run, { timeout: storeTimeout, signal, late })
  } catch (cause) {
    signal?.throwIfAborted()
    throw storeError(name, cause)
  }
}

function storeError(name: string, cause: unknown): IdentikitError {
  const message = `The writeStore failed at ${name}().`
  return new IdentikitError('service', message, { cause, status: 503 })
}
