import { IdentikitError } from '../core/errors.js'
import type { SignedInUser } from './authorization.js'
import { checkFunctions, checkKeys, wrongOption } from './options/optionChecks.js'
import {
  createMemoryRateLimitStore,
  type RateLimitHit,
  type RateLimitStore,
} from './memoryRateLimitStore.js'
import { settleWithin } from '../core/sync/settleWithin.js'

/** The `rateLimit` option of `createUserHandler`. */
export interface RateLimitOptions {
  /**
   * The reads and writes that each user may send in a window.
   * @default { reads: 600, writes: 120 }
   */
  readonly limit?: { readonly reads?: number | undefined; readonly writes?: number | undefined }
  /**
   * The length of a window in milliseconds.
   * @default 60000
   */
  readonly window?: number | undefined
  /**
   * The store of the counts.
   * @default the memory of this process, with at most 10,000 counts
   */
  readonly store?: RateLimitStore | undefined
}

/** The kinds of requests that are limited apart. */
export type RateLimitKind = 'reads' | 'writes'

/** Milliseconds after which a request proceeds without an answer of the store. */
const storeTimeout = 1000

/**
 * Creates a function that counts a request and rejects with `rate-limited` above the limit. If the store fails, the failure is
 * reported and the request proceeds.
 * @throws IdentikitError `misuse` for an invalid or unknown option
 */
export function createRateLimit(options: RateLimitOptions | false = {}) {
  if (options === false) return async () => {}
  checkOptions(options)
  const { window = 60_000, store = createMemoryRateLimitStore() } = options
  const { reads = 600, writes = 120 } = options.limit ?? {}
  const limit = { reads, writes }

  return async (
    { userId, scope }: SignedInUser,
    kind: RateLimitKind,
    report: (error: IdentikitError) => void,
  ): Promise<void> => {
    const space = scope === undefined ? '' : `scope=${encodeURIComponent(scope)}:`
    const key = `identikit:${space}${kind}:${userId}`
    const { count, wait } = await hit(store, key, window, report)
    if (count <= limit[kind]) return
    throw new IdentikitError('rate-limited', `More than ${limit[kind]} ${kind} in ${window} ms.`, {
      retryAfter: Math.min(Math.max(0, Math.ceil(wait)), window),
    })
  }
}

function checkOptions(options: RateLimitOptions): void {
  checkKeys('rateLimit', options, ['limit', 'window', 'store'])
  const { limit = {}, window, store } = options
  checkKeys('rateLimit.limit', limit, ['reads', 'writes'])
  const numbers = { 'rateLimit.limit.reads': limit.reads, 'rateLimit.limit.writes': limit.writes }
  for (const [name, value] of Object.entries({ ...numbers, 'rateLimit.window': window })) {
    if (value !== undefined && (!Number.isSafeInteger(value) || value < 1))
      throw wrongOption(name, 'must be a positive integer')
  }
  if (store !== undefined) checkFunctions('rateLimit.store', store, ['hit'])
}

async function hit(
  store: RateLimitStore,
  key: string,
  window: number,
  report: (error: IdentikitError) => void,
): Promise<RateLimitHit> {
  try {
    const result = await settleWithin(() => store.hit(key, window), {
      timeout: storeTimeout,
      late: () => new Error(`hit() took longer than ${storeTimeout} ms.`),
    })
    if (Number.isFinite(result.count) && Number.isFinite(result.wait)) return result
    throw new TypeError('hit() returned no count and wait.')
  } catch (cause) {
    const message = 'The store of rateLimit failed. The request was not limited.'
    report(new IdentikitError('service', message, { cause }))
    return { count: 0, wait: 0 }
  }
}
