import { toIdentikitError } from '../../core/errors.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { getFailureKind, type FailureKind } from '../../core/sync/retryPolicy.js'
import type { Page } from '../store/page.js'
import { saveWithRetry } from '../store/saveWithRetry.js'

/** Creates a function that sends one request at a time with retries, and that can pause between two tries. */
export function createIdentifySender(page: Page, isStopped: () => boolean) {
  let inFlight: object | undefined
  /** Why the last try failed. */
  let failure: FailureKind | undefined
  let interrupt: (() => void) | undefined

  /** Ends the tries after a failure if they are stopped, or if the connection may be its reason. */
  function pause(): void {
    if (inFlight || !failure) return
    if (isStopped() || (failure === 'unknown' && !page.isOnline())) interrupt?.()
  }

  async function sendOnce<T>(
    options: RequestOptions,
    send: (options: RequestOptions) => Promise<T>,
  ): Promise<T> {
    const request = {}
    function settle(): void {
      if (inFlight === request) inFlight = undefined
    }
    inFlight = request
    failure = undefined
    options.signal?.addEventListener('abort', settle)
    try {
      return await send(options)
    } catch (thrown) {
      failure = getFailureKind(toIdentikitError(thrown))
      throw thrown
    } finally {
      settle()
      pause()
    }
  }

  return {
    pause,
    /** Returns whether a request is sent and neither answered nor aborted. */
    isInFlight: () => inFlight !== undefined,
    /** Resolves with the answer, or with `undefined` after a pause. */
    send: <T>(send: (options: RequestOptions) => Promise<T>): Promise<T | undefined> => {
      let isInterrupted = false
      return new Promise((resolve, reject) => {
        interrupt = () => {
          isInterrupted = true
          resolve(undefined)
        }
        saveWithRetry({
          send: (options) => sendOnce(options, send),
          isReplaced: () => isInterrupted || isStopped(),
        }).then(resolve, reject)
      })
    },
  }
}
