import { IdentikitError } from '../core/errors.js'
import { settleWithin } from '../core/sync/settleWithin.js'

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
  /** Returns a signal that is aborted a second earlier: what has not begun is not begun any more. */
  readonly getStartSignal: () => AbortSignal
  /** Stops the clock after the answer. */
  readonly end: () => void
}

/** Starts the time limit of a request that arrives now. A given signal aborts it earlier. */
export function startDeadline(canceled?: AbortSignal): RequestDeadline {
  const request = new AbortController()
  // Created where it is needed, because reads don't need it: a signal costs as much as the check of a session.
  let start: AbortController | undefined
  let ended: { readonly reason: unknown } | undefined
  const endStart = (reason: unknown) => {
    ended ??= { reason }
    start?.abort(reason)
  }
  const abort = (reason: unknown) => {
    endStart(reason)
    request.abort(reason)
  }
  const cancel = () => abort(canceled?.reason)
  let timer = setTimeout(() => {
    endStart(late('The request', startTimeout))
    timer = setTimeout(() => {
      request.abort(late('The request', requestTimeout))
    }, requestTimeout - startTimeout)
  }, startTimeout)
  if (canceled?.aborted) cancel()
  canceled?.addEventListener('abort', cancel)
  return {
    signal: request.signal,
    getStartSignal() {
      start ??= new AbortController()
      if (ended) start.abort(ended.reason)
      return start.signal
    },
    end() {
      clearTimeout(timer)
      canceled?.removeEventListener('abort', cancel)
    },
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
  return settleWithin(call, {
    timeout: stepTimeout,
    signal,
    late: () => late(`${name}()`, stepTimeout),
  })
}

function late(what: string, timeout: number): IdentikitError {
  return new IdentikitError('timeout', `${what} took longer than ${timeout} ms.`)
}
