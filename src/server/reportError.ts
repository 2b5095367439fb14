import type { IdentikitError } from '../core/errors.js'

/** What went wrong on the server, for its own logs: unlike the answer, it may hold words of the service. */
export interface UserHandlerErrorEvent {
  readonly error: IdentikitError
  /** The id that the browser was told. */
  readonly requestId: string
  readonly request: Request
}

export type OnError = (fault: UserHandlerErrorEvent) => unknown

/** Tells the host. Whoever fails to report must not fail the request. */
export async function report(onError: OnError, fault: UserHandlerErrorEvent): Promise<void> {
  try {
    await onError(fault)
  } catch {
    // There is nobody left to tell.
  }
}

/** Prints messages and stacks only: what else an error carries may be a whole request, or a row of a person. */
export function print({ error, requestId }: UserHandlerErrorEvent): void {
  // oxlint-disable-next-line no-console -- a server that fails silently cannot be mended
  console.error(`${error.message} Request ${requestId}.\n${stackOf(error)}`)
}

function stackOf(thrown: unknown, depth = 0): string {
  if (!(thrown instanceof Error)) return `a thrown ${typeof thrown}`
  const stack = thrown.stack ?? thrown.message
  if (thrown.cause === undefined || depth === 4) return stack
  return `${stack}\n  caused by: ${stackOf(thrown.cause, depth + 1)}`
}
