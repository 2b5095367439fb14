import { IdentikitError } from '../../core/errors.js'
import type { WriteStore } from './writeStore.js'

/** Options of `createMemoryWriteStore`. */
export interface MemoryWriteStoreOptions {
  /**
   * The characters of all keys and values. Above it, the values that were set first are deleted.
   * @default 8 million
   */
  readonly maxLength?: number | undefined
  /**
   * The requests that may wait for one key. More are refused with status 503.
   * @default 100
   */
  readonly maxWaiting?: number | undefined
}

/**
 * Creates a store in the memory of this process, which is the default of `createUserHandler`. Several servers, and serverless
 * functions, need a store that they share.
 * @example
 * ```ts
 * const writeStore = createMemoryWriteStore()
 * const handler = createUserHandler({ adapter, authenticate, writeStore })
 * ```
 */
export function createMemoryWriteStore(options: MemoryWriteStoreOptions = {}): WriteStore {
  const { maxLength = 8_000_000, maxWaiting = 100 } = options
  return { acquire: createLeases(maxWaiting), ...createValues(maxLength) }
}

function createLeases(maxWaiting: number): WriteStore['acquire'] {
  /** The holder of each key, and behind it the requests that wait. */
  const queues = new Map<string, (() => void)[]>()

  return async (key, ttl, signal) => {
    signal.throwIfAborted()
    const queue = queues.get(key) ?? []
    if (queue.length > maxWaiting) {
      const message = `More than ${maxWaiting} writes of one user are waiting.`
      throw new IdentikitError('service', message, { status: 503 })
    }
    queues.set(key, queue)

    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined
      const start = () => {
        signal.removeEventListener('abort', abort)
        timer = setTimeout(end, ttl)
        resolve(end)
      }
      const end = () => {
        clearTimeout(timer)
        const index = queue.indexOf(start)
        if (index === -1) return
        queue.splice(index, 1)
        if (queue.length === 0) queues.delete(key)
        else if (index === 0) queue[0]?.()
      }
      const abort = () => {
        signal.removeEventListener('abort', abort)
        end()
        reject(signal.reason as Error)
      }
      signal.addEventListener('abort', abort)
      queue.push(start)
      if (queue.length === 1) start()
    })
  }
}

function createValues(maxLength: number): Pick<WriteStore, 'get' | 'set'> {
  /** In the order in which they were set. */
  const values = new Map<string, { readonly value: string; readonly ends: number }>()
  let length = 0

  function remove(key: string): void {
    const entry = values.get(key)
    if (entry) length -= key.length + entry.value.length
    values.delete(key)
  }

  return {
    get(key) {
      const entry = values.get(key)
      return entry && entry.ends > performance.now() ? entry.value : undefined
    },
    set(key, value, ttl) {
      const now = performance.now()
      remove(key)
      values.set(key, { value, ends: now + ttl })
      length += key.length + value.length
      for (const [oldest, { ends }] of values) {
        if (ends > now && length <= maxLength) return
        remove(oldest)
      }
    },
  }
}
