import { withDeadline } from '../core/sync/deadline.js'
import { IdentikitError } from '../core/errors.js'
import { createMemoryRateLimitStore } from './memoryRateLimitStore.js'
import type { RateLimitHit, RateLimitStore } from './rateLimitStore.js'

export interface RateLimitOptions {
  /**
   * How many reads and how many writes one person may send in a window, counted apart.
   * @default { reads: 600, writes: 120 }
   */
  readonly limit?: { readonly reads?: number | undefined; readonly writes?: number | undefined }
  /**
   * Milliseconds.
   * @default 60000
   */
  readonly window?: number | undefined
  /** @default the memory of this process, for 10000 counts at most */
  readonly store?: RateLimitStore | undefined
}

export type RateLimitKind = 'reads' | 'writes'

/** A store must not keep a person waiting who is within their limit. */
const storeTimeout = 1000

/**
 * Counts the requests of each person. A store that fails stops nobody: it is told to `tell`, and the request goes on.
 * @throws IdentikitError `misuse` for a limit or a window that is none; what it returns rejects with `rate-limited`
 */
export function createRateLimit(options: RateLimitOptions | false = {}) {
  if (options === false) return async () => {}
  const { window = 60_000, store = createMemoryRateLimitStore() } = options
  const { reads = 600, writes = 120 } = options.limit ?? {}
  const limit = { reads, writes }
  for (const value of [reads, writes, window]) {
    if (!Number.isSafeInteger(value) || value < 1)
      throw new IdentikitError(
        'misuse',
        'createUserHandler: limits and window of rateLimit must be whole numbers above 0.',
      )
  }

  return async (
    id: string,
    kind: RateLimitKind,
    tell: (error: IdentikitError) => void,
  ): Promise<void> => {
    const { count, wait } = await hit(store, `identikit:${kind}:${id}`, window, tell)
    if (count <= limit[kind]) return
    throw new IdentikitError('rate-limited', `More than ${limit[kind]} ${kind} in ${window} ms.`, {
      retryAfter: Math.min(Math.max(0, Math.ceil(wait)), window),
    })
  }
}

async function hit(
  store: RateLimitStore,
  key: string,
  window: number,
  tell: (error: IdentikitError) => void,
): Promise<RateLimitHit> {
  try {
    const found = await withDeadline(async () => store.hit(key, window), {
      timeout: storeTimeout,
      signal: undefined,
      late: () => new Error(`It took longer than ${storeTimeout} ms.`),
    })
    if (Number.isFinite(found.count) && Number.isFinite(found.wait)) return found
    throw new TypeError('It gave no count and wait.')
  } catch (cause) {
    const what = 'The store of rateLimit failed, and the request was let through.'
    tell(new IdentikitError('service', what, { cause }))
    return { count: 0, wait: 0 }
  }
}
