import type { IdentikitError } from '../core/errors.js'
import { toReportableError } from './callAdapter.js'

/** An error for the server's own logs. Unlike the response, it may hold messages of the service. */
export interface UserHandlerErrorEvent {
  /** The error, with its cause. */
  readonly error: IdentikitError
  /** The request id that the browser received. */
  readonly requestId: string
  /** The failed request. */
  readonly request: Request
}

/** Receives the errors of the handler. */
export type OnError = (event: UserHandlerErrorEvent) => unknown

/** Reports the errors of one request to the host. */
export type ErrorReporter = ReturnType<typeof createErrorReporter>

/** Creates the reporter of a request. An `onError` that throws does not fail the request. */
export function createErrorReporter(onError: OnError, event: Omit<UserHandlerErrorEvent, 'error'>) {
  const report = async (error: IdentikitError): Promise<void> => {
    try {
      await onError({ ...event, error })
    } catch {
      // A broken `onError` has no other place to be reported to.
    }
  }
  return {
    /** Reports an error. */
    report: (error: IdentikitError): void => void report(error),
    /** Reports an error unless the browser caused it or canceled the request. */
    reportUnexpected: (error: IdentikitError): void => {
      const reportable = event.request.signal.aborted ? undefined : toReportableError(error)
      if (reportable) void report(reportable)
    },
  }
}

/** Prints messages and stacks only: other properties of an error may hold a request or a user's data. */
export function printError({ error, requestId }: UserHandlerErrorEvent): void {
  // oxlint-disable-next-line no-console -- the default of `onError`: without it, errors of the server would be lost
  console.error(`${error.message} Request ${requestId}.\n${getStacks(error)}`)
}

function getStacks(thrown: unknown, depth = 0): string {
  if (!(thrown instanceof Error)) return `a thrown ${typeof thrown}`
  const stack = thrown.stack ?? thrown.message
  if (thrown.cause === undefined || depth === 4) return stack
  return `${stack}\n  caused by: ${getStacks(thrown.cause, depth + 1)}`
}
