import { IdentikitError, toIdentikitError } from '../errors.js'
import { getFailureKind } from '../sync/retryPolicy.js'

/** One of the services of a call. */
export interface Participant {
  readonly id: string
  /**
   * `false` if users are read from another service, so that reading can't show whether this one saved a change.
   * @default true
   */
  readonly isRead?: boolean | undefined
}

/** A service and its part of a call. */
export interface ParticipantCall<Result> extends Participant {
  readonly call: () => Promise<Result>
}

/** A service after a call. Without an error it succeeded. */
export interface Outcome extends Participant {
  readonly error?: IdentikitError | undefined
}

/**
 * Calls all services at once and waits for all of them. Returns the results in the order of the calls.
 * @throws the reason of the signal, or one IdentikitError that names the services that succeeded and failed
 */
export async function fanOut<Result>(
  member: string,
  calls: readonly ParticipantCall<Result>[],
  signal?: AbortSignal,
  /** Services that succeeded in an earlier step. */
  before: readonly Participant[] = [],
): Promise<readonly Result[]> {
  signal?.throwIfAborted()
  const settled = await Promise.allSettled(calls.map(async ({ call }) => call()))
  const results = settled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
  if (results.length === calls.length) return results
  signal?.throwIfAborted()
  const outcomes = settled.map((result, index): Outcome => {
    const error = result.status === 'rejected' ? toIdentikitError(result.reason) : undefined
    return { ...(calls[index] as Participant), error }
  })
  throw combineErrors(member, [...before, ...outcomes])
}

/** Returns one error for the errors of several services, with the code of the first. */
export function combineErrors(member: string, outcomes: readonly Outcome[]): IdentikitError {
  const errors = outcomes.flatMap(({ error = [] }) => error)
  const [first = new IdentikitError('service', `${member} failed.`)] = errors
  const getNames = (isFailed: boolean) =>
    outcomes
      .filter(({ error }) => (error !== undefined) === isFailed)
      .map(({ id }) => id)
      .join(', ')
  const succeeded = getNames(false)
  const message = `${member} ${succeeded && `succeeded at ${succeeded} and `}failed at ${getNames(true)}.`
  const delays = errors.flatMap(({ retryAfter = [] }) => retryAfter)
  const fields = Object.assign({}, ...errors.map((error) => error.fields)) as Record<string, string>
  // After a lost answer, the change log reads before it retries. It would find the change at the service that is read.
  const isMisleading =
    outcomes.some(({ error, isRead }) => error && isRead === false) && isReadBack(first)
  return new IdentikitError(isMisleading ? 'service' : first.code, message, {
    cause: errors.length === 1 ? first : new AggregateError(errors, message),
    status: isMisleading ? 503 : first.status,
    requestId: first.requestId,
    ...(delays.length > 0 && { retryAfter: Math.max(...delays) }),
    ...(Object.keys(fields).length > 0 && { fields }),
  })
}

function isReadBack(error: IdentikitError): boolean {
  const kind = getFailureKind(error)
  return kind === 'unknown' || kind === 'failed'
}
