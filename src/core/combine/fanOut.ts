import { IdentikitError, toIdentikitError } from '../errors.js'
import { getFailureKind } from '../sync/retry.js'

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

/** A service whose part failed. */
export interface FailedParticipant extends Participant {
  readonly error: IdentikitError
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
  const results = settled.flatMap((outcome) =>
    outcome.status === 'fulfilled' ? [outcome.value] : [],
  )
  if (results.length === calls.length) return results
  const reasons = settled.map((outcome): unknown => outcome.status === 'rejected' && outcome.reason)
  if (signal?.aborted && reasons.includes(signal.reason)) throw signal.reason as Error
  const isFailed = (index: number) => settled[index]?.status === 'rejected'
  const succeeded = calls.filter((_, index) => !isFailed(index))
  const failed = calls.flatMap(({ id, isRead }, index) =>
    isFailed(index) ? [{ id, isRead, error: toIdentikitError(reasons[index]) }] : [],
  )
  throw combineErrors(member, [...before, ...succeeded], failed)
}

/** Returns one error for the errors of several services, with the code of the first. */
export function combineErrors(
  member: string,
  succeeded: readonly Participant[],
  failed: readonly FailedParticipant[],
): IdentikitError {
  const errors = failed.map(({ error }) => error)
  const [first = new IdentikitError('service', `${member} failed.`)] = errors
  const getNames = (participants: readonly Participant[]) =>
    participants.map(({ id }) => id).join(', ')
  const message =
    succeeded.length === 0
      ? `${member} failed at ${getNames(failed)}.`
      : `${member} succeeded at ${getNames(succeeded)} and failed at ${getNames(failed)}.`
  const delays = errors.flatMap(({ retryAfter = [] }) => retryAfter)
  const fields = Object.assign({}, ...errors.map((error) => error.fields)) as Record<string, string>
  // After a lost answer, the change log reads before it retries. It would find the change at the service that is read.
  const isMisleading = failed.some(({ isRead }) => isRead === false) && isReadBack(first)
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
