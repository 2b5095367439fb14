import type { IdentikitError } from '../errors.js'

/**
 * What a failure says of the write: `refused` and `failed` were not done and will not be by asking again; `busy` was not done
 * and may be later; of a `lost` one nobody knows.
 */
export type Outcome = 'refused' | 'failed' | 'busy' | 'lost'

/** By the status of the answer. What is not named is `refused` below 500, and `failed` from there on. */
const byStatus: Readonly<Record<number, Outcome>> = {
  408: 'busy',
  425: 'busy',
  429: 'busy',
  502: 'lost',
  503: 'busy',
  504: 'lost',
}

/** How a request was meant: a `read` and a `set` (absolute: it says what shall be) may be repeated, an `add` only with a key. */
export type Idempotency = 'read' | 'set' | 'add'

/** Which outcomes are worth another try. What is lost may have been done: a set is looked up first, and an add never repeated. */
const repeatable: Readonly<Record<Idempotency, readonly Outcome[]>> = {
  read: ['busy', 'lost'],
  set: ['busy', 'lost'],
  add: ['busy'],
}

export const maxTries = 4
/** Milliseconds for all tries together, and for one. */
export const maxElapsed = 30_000
export const tryTimeout = 10_000

const firstDelay = 500
const maxDelay = 8_000

export function getFailureKind({ code, status }: IdentikitError): Outcome {
  if (code === 'network' || code === 'timeout') return 'lost'
  if (code === 'bad-answer') return 'failed'
  if (code === 'rate-limited') return 'busy'
  if (status === undefined) return code === 'service' ? 'failed' : 'refused'
  return byStatus[status] ?? (status >= 500 ? 'failed' : 'refused')
}

/** When it is enough: tries of one request, and milliseconds for all of them together. */
export interface RetryBudget {
  readonly tries: number
  readonly elapsed: number
}

/** Of a person who waits in front of a page. */
const interactiveBudget: RetryBudget = { tries: maxTries, elapsed: maxElapsed }

export interface Attempt {
  readonly idempotency: Idempotency
  /** @default a person's */
  readonly budget?: RetryBudget | undefined
  /** How many tries were made, this one included. */
  readonly tries: number
  /** Milliseconds since the first one began. */
  readonly elapsed: number
  /** From 0 to 1. */
  readonly random: number
}

/**
 * Milliseconds until the next try, or `undefined` where none is worth it. A service that says when (`retryAfter`) is believed; if that
 * is too late, the error goes to the person, who is told when.
 */
export function retryDelay(error: IdentikitError, attempt: Attempt): number | undefined {
  const { idempotency, tries, elapsed, random, budget = interactiveBudget } = attempt
  if (tries >= budget.tries || !repeatable[idempotency].includes(getFailureKind(error)))
    return undefined
  // Full jitter: a thousand pages that failed together do not come back together.
  const delay = error.retryAfter ?? random * Math.min(maxDelay, firstDelay * 2 ** tries)
  return elapsed + delay < budget.elapsed ? delay : undefined
}
