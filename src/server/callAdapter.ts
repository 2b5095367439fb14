import { untilAbort } from '../core/bulk/sleep.js'
import {
  IdentikitError,
  isIdentikitError,
  toIdentikitError,
  type IdentikitErrorCode,
} from '../core/errors.js'
import { statuses } from '../core/protocol.js'
import { isUserField } from '../core/user/user.js'

/** The codes of an adapter that a browser receives, because it can react to them. All other codes become `service`. */
const publicCodes: readonly IdentikitErrorCode[] = [
  'invalid',
  'unsupported',
  'not-found',
  'already-exists',
  'conflict',
  'locked',
  'rate-limited',
  'timeout',
]
/** The codes that are not reported to `onError`. */
const expectedCodes: readonly IdentikitErrorCode[] = publicCodes.filter(
  (code) => code !== 'rate-limited' && code !== 'timeout',
)

/** The statuses of a service that is unavailable, which the browser receives. */
const unavailableStatuses = [502, 503, 504]

/**
 * Calls the adapter until it answers or the signal aborts, and replaces its errors by those of `toPublicError`.
 * @param traits the trait keys that an error may name
 */
export async function callAdapter<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  traits: readonly string[] = [],
): Promise<T> {
  try {
    // Nothing is sent after the deadline.
    signal.throwIfAborted()
    // An adapter in plain JavaScript may return a value that is no promise.
    return await untilAbort(Promise.resolve(call()), signal)
  } catch (thrown) {
    throw toPublicError(thrown, traits)
  }
}

/**
 * Returns the error for the browser. The codes of a service's own credentials and its messages are removed; the original error is the
 * `cause`.
 */
export function toPublicError(thrown: unknown, traits: readonly string[]): IdentikitError {
  const cause = toIdentikitError(thrown)
  const code = publicCodes.includes(cause.code) ? cause.code : 'service'
  const { retryAfter = Number.NaN } = cause
  return new IdentikitError(code, 'The adapter failed.', {
    cause,
    fields: toPublicFields(cause, traits),
    status: code === 'service' ? toPublicStatus(cause) : undefined,
    retryAfter: retryAfter >= 0 && retryAfter < Infinity ? retryAfter : undefined,
  })
}

/** Tells failures of the service, after which the browser may retry, from those of this server, e.g. a wrong key. */
function toPublicStatus({ code, status = 0 }: IdentikitError): number | undefined {
  if (code === 'network' || code === 'bad-answer') return 502
  if (code !== 'service' || status < 500) return undefined
  return unavailableStatuses.includes(status) ? status : 502
}

/** Keeps the names of fields only: an adapter's messages and unknown keys could quote stored data. */
function toPublicFields(
  { fields = {} }: IdentikitError,
  traits: readonly string[],
): Record<string, string> | undefined {
  const traitPaths = traits.map((key) => `traits.${key}`)
  const names = Object.keys(fields).flatMap((path) => {
    if (path !== 'traits' && !path.startsWith('traits.')) return isUserField(path) ? [path] : []
    return [traitPaths.find((name) => path === name || path.startsWith(`${name}.`)) ?? 'traits']
  })
  if (names.length === 0) return undefined
  return Object.fromEntries(names.map((name) => [name, 'was refused by the service']))
}

/** Returns the HTTP status of the response to an error. */
export function getStatus(error: IdentikitError): number {
  return error.status ?? statuses[error.code]
}

/** Returns the error to report to the host: failures of the server, service or network, and no invalid input. */
export function toReportableError(error: IdentikitError): IdentikitError | undefined {
  if (isIdentikitError(error.cause)) {
    return expectedCodes.includes(error.code) ? undefined : error.cause
  }
  return getStatus(error) >= 500 && error.code !== 'unsupported' ? error : undefined
}

/** Returns the `retry-after` header in whole seconds, at least 1. */
export function getRetryHeader({ retryAfter }: IdentikitError): Readonly<Record<string, string>> {
  if (retryAfter === undefined) return {}
  return { 'retry-after': String(Math.max(1, Math.ceil(retryAfter / 1000))) }
}
