import type { IdentikitError } from '../errors.js'

/**
 * The kind of a failed request. `refused`: not done, and a repeat fails too. `failed`: a repeat fails too, and the request may have
 * been done. `busy`: not done, and a repeat may succeed. `unknown`: the answer was lost, so the request may have been done.
 */
export type FailureKind = 'refused' | 'failed' | 'busy' | 'unknown'

/** Kinds by HTTP status. Other statuses are `refused` below 500 and `failed` from 500 on. */
const byStatus: Readonly<Record<number, FailureKind>> = {
  408: 'busy',
  425: 'busy',
  429: 'busy',
  501: 'refused',
  502: 'unknown',
  503: 'busy',
  504: 'unknown',
}

/** The kinds of failure that are retried. All retried requests are idempotent. */
const retryable: readonly FailureKind[] = ['busy', 'unknown']

/** Tries of one request, the first one included. */
export const maxTries = 4
/** Milliseconds for all tries together. */
export const maxElapsed = 30_000
/** Milliseconds for one try. */
export const tryTimeout = 10_000

const firstDelay = 500
const maxDelay = 8_000

/** Returns the kind of a failed request. */
export function getFailureKind({ code, status }: IdentikitError): FailureKind {
  if (code === 'network' || code === 'timeout') return 'unknown'
  if (code === 'bad-answer') return 'failed'
  if (code === 'rate-limited') return 'busy'
  if (status === undefined) return code === 'service' ? 'failed' : 'refused'
  return byStatus[status] ?? (status >= 500 ? 'failed' : 'refused')
}

/**
 * Returns whether a failed read may succeed later. Unlike a write, which may have been done, a read is also repeated after an unexpected
 * error of the service.
 */
export function isReadRetryable(error: IdentikitError): boolean {
  const isUnexpected = error.code === 'service' && error.status !== 501
  return isUnexpected || retryable.includes(getFailureKind(error))
}

/** The limits of the retries of one request. */
export interface RetryBudget {
  /** Tries, the first one included. */
  readonly tries: number
  /** Milliseconds for all tries together. */
  readonly elapsed: number
}

/** The budget of requests of a page. */
const interactiveBudget: RetryBudget = { tries: maxTries, elapsed: maxElapsed }

/** The state of a request after a try that failed. */
export interface Attempt {
  /** @default 4 tries in 30 seconds */
  readonly budget?: RetryBudget | undefined
  /** Tries so far, the failed one included. */
  readonly tries: number
  /** Milliseconds since the first try began. */
  readonly elapsed: number
  /** A random number from 0 to 1, for the jitter. */
  readonly random: number
}

/**
 * Returns the milliseconds until the next try, or `undefined` if the request shouldn't be retried. `retryAfter` of the error
 * wins over the backoff; if it exceeds the budget, there is no next try.
 */
export function retryDelay(error: IdentikitError, attempt: Attempt): number | undefined {
  const { tries, elapsed, random, budget = interactiveBudget } = attempt
  if (tries >= budget.tries || !retryable.includes(getFailureKind(error))) return undefined
  // Full jitter spreads the retries of clients that failed at the same time.
  const backoff = random * Math.min(maxDelay, firstDelay * 2 ** tries)
  // Without a wait, or with one of 0, the backoff counts.
  const delay = error.retryAfter || backoff
  return elapsed + delay < budget.elapsed ? delay : undefined
}

/** The longest delay of `recoveryDelay`, in milliseconds. */
export const maxRecoveryDelay = 60_000

/**
 * Returns the milliseconds until data is read again that could not be read: 2, 4, 8 seconds and so on, at most a minute, shortened by up
 * to half so that clients that failed together don't read together.
 */
export function recoveryDelay(tries: number, random: number): number {
  return Math.min(maxRecoveryDelay, 2_000 * 2 ** tries) * (1 - random / 2)
}
