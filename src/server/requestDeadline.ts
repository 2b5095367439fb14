import { IdentikitError } from '../core/errors.js'
import { withDeadline } from '../core/sync/deadline.js'

/** Milliseconds from the arrival of a request to its answer: more than one call of a service may take, and less than the browser waits. */
export const requestTimeout = 9000

/** Milliseconds from the arrival of a request until nothing is begun for it any more: a call that begins later would be aborted. */
const startTimeout = 8000

/** Milliseconds for the body of a request, and for each function of the host. */
export const stepTimeout = 5000

/** The time limit of one request. */
export interface RequestDeadline {
  /** Is aborted with the error `timeout` when the limit passes. */
  readonly signal: AbortSignal
  /** Is aborted a second earlier: what has not begun is not begun any more. */
  readonly startSignal: AbortSignal
  /** Stops the clock after the answer. */
  readonly end: () => void
}

/** Starts the time limit of a request that arrives now. A given signal aborts it earlier. */
export function startDeadline(canceled?: AbortSignal): RequestDeadline {
  const request = createTimeout(requestTimeout)
  const start = createTimeout(startTimeout)
  const abort = () => {
    request.abort(canceled?.reason)
    start.abort(canceled?.reason)
  }
  if (canceled?.aborted) abort()
  canceled?.addEventListener('abort', abort)
  return {
    signal: request.signal,
    startSignal: start.signal,
    end() {
      request.clear()
      start.clear()
      canceled?.removeEventListener('abort', abort)
    },
  }
}

/** Creates a signal that is aborted after a number of milliseconds. Unlike that of `AbortSignal.timeout`, its timer can be cleared. */
function createTimeout(timeout: number) {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(late('The request', timeout)), timeout)
  return {
    signal: controller.signal,
    abort: (reason: unknown) => controller.abort(reason),
    clear: () => clearTimeout(timer),
  }
}

/**
 * Calls a function of the host.
 * @throws its error, the reason of the signal, or IdentikitError `timeout`, which names the function
 */
export function callHost<T>(
  name: string,
  call: () => T | Promise<T>,
  signal: AbortSignal,
): Promise<T> {
  const limit = { timeout: stepTimeout, signal, late: () => late(`${name}()`, stepTimeout) }
  return withDeadline(async () => call(), limit)
}

function late(what: string, timeout: number): IdentikitError {
  return new IdentikitError('timeout', `${what} took longer than ${timeout} ms.`)
}
