import type { UserAdapter } from '../adapter.js'
import { IdentikitError, toIdentikitError } from '../errors.js'
import { getFailureKind } from '../sync/retry.js'

/** One of several services, of which none may be left out. */
export interface Participant {
  readonly id: string
  /**
   * `false`: what it holds is not what a later read shows, so no read can tell whether it took a write.
   * @default true
   */
  readonly isRead?: boolean | undefined
}

/** One service and the method of it that is called. */
export interface Part<Method> extends Pick<Participant, 'isRead'> {
  readonly adapter: UserAdapter
  readonly method: Method
}

export interface ParticipantCall<Answer> extends Participant {
  readonly call: () => Promise<Answer>
}

export interface Refused extends Participant {
  readonly error: IdentikitError
}

/**
 * Asks all at once and waits for all; the answers stand in the order of `asked`. An abort passes as it is.
 * @throws IdentikitError of the first that failed, naming who did it and who did not
 */
export async function fanOut<Answer>(
  member: string,
  asked: readonly ParticipantCall<Answer>[],
  signal?: AbortSignal,
  /** Who did their part before. */
  before: readonly Participant[] = [],
): Promise<readonly Answer[]> {
  signal?.throwIfAborted()
  const settled = await Promise.allSettled(asked.map(async ({ call: ask }) => ask()))
  const answers = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
  if (answers.length === asked.length) return answers
  const reasons = settled.map((one): unknown => one.status === 'rejected' && one.reason)
  if (signal?.aborted && reasons.includes(signal.reason)) throw signal.reason as Error
  const taken = asked.filter((_, index) => settled[index]?.status === 'fulfilled')
  const refused = asked.flatMap(({ id, isRead }, index) =>
    settled[index]?.status === 'rejected'
      ? [{ id, isRead, error: toIdentikitError(reasons[index]) }]
      : [],
  )
  throw combineErrors(member, [...before, ...taken], refused)
}

/** The one error of several services. */
export function combineErrors(
  member: string,
  taken: readonly Participant[],
  refused: readonly Refused[],
): IdentikitError {
  const errors = refused.map(({ error }) => error)
  const [first = new IdentikitError('service', `${member} failed.`)] = errors
  const names = (parties: readonly Participant[]) => parties.map(({ id }) => id).join(', ')
  const what =
    taken.length === 0
      ? `${member} was taken by none of ${names(refused)}.`
      : `${member} was taken by ${names(taken)}, and not by ${names(refused)}.`
  const waits = errors.flatMap(({ retryAfter = [] }) => retryAfter)
  const fields = Object.assign({}, ...errors.map((error) => error.fields)) as Record<string, string>
  // Where an answer was lost, the log looks for the change before it repeats it, and would find it at the one service that is read.
  const misleads = refused.some(({ isRead }) => isRead === false) && isLookedUp(first)
  return new IdentikitError(misleads ? 'service' : first.code, what, {
    cause: errors.length === 1 ? first : new AggregateError(errors, what),
    status: misleads ? 503 : first.status,
    requestId: first.requestId,
    ...(waits.length > 0 && { retryAfter: Math.max(...waits) }),
    ...(Object.keys(fields).length > 0 && { fields }),
  })
}

function isLookedUp(error: IdentikitError): boolean {
  const kind = getFailureKind(error)
  return kind === 'unknown' || kind === 'failed'
}
