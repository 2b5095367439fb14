import { withDeadline } from '../core/sync/deadline.js'
import {
  IdentikitError,
  isIdentikitError,
  toIdentikitError,
  type IdentikitErrorCode,
} from '../core/errors.js'
import { statuses } from '../core/protocol.js'
import { isUserField } from '../core/user/user.js'

/** What a browser can do something about; all else that an adapter may throw is the server's own trouble. */
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
const expected: readonly IdentikitErrorCode[] = publicCodes.filter(
  (code) => code !== 'rate-limited' && code !== 'timeout',
)

const passing = [502, 503, 504]

/** A little more than one request to a service may take, and less than the browser waits. */
export const timeout = 9000

interface GuardOptions {
  readonly signal?: AbortSignal | undefined
  /** The custom attributes that the browser knows by name. */
  readonly traits?: readonly string[] | undefined
}

/**
 * Runs what calls the adapter, and lets no word of its errors through: a key that is refused is not the browser's 401. After 9 s it is
 * a `timeout`, however many requests the adapter makes of one.
 */
export async function callAdapter<T>(
  call: (signal: AbortSignal) => Promise<T>,
  { signal, traits = [] }: GuardOptions = {},
): Promise<T> {
  try {
    return await withDeadline(call, { timeout, signal, late })
  } catch (thrown) {
    const cause = toIdentikitError(thrown)
    const code = publicCodes.includes(cause.code) ? cause.code : 'service'
    const fields = publicFields(cause, traits)
    const { retryAfter = Number.NaN } = cause
    throw new IdentikitError(code, 'The adapter failed.', {
      cause,
      fields,
      status: code === 'service' ? publicStatus(cause) : undefined,
      retryAfter: retryAfter >= 0 && retryAfter < Infinity ? retryAfter : undefined,
    })
  }
}

const late = () => new IdentikitError('timeout', `The adapter took longer than ${timeout} ms.`)

/** Of a service that is down or cannot be reached the browser is told just that, since asking again may help. */
function publicStatus({ code, status }: IdentikitError): number | undefined {
  if (code === 'network') return 502
  return code === 'service' && status !== undefined && passing.includes(status) ? status : undefined
}

/** The status of an answer to a failure. */
export function statusOf(error: IdentikitError): number {
  return error.status ?? statuses[error.code]
}

/** What the host is to hear of: faults of the server, the service or the network, but no wrong input of a browser. */
export function reportable(error: IdentikitError): IdentikitError | undefined {
  if (isIdentikitError(error.cause)) return expected.includes(error.code) ? undefined : error.cause
  return statusOf(error) >= 500 && error.code !== 'unsupported' ? error : undefined
}

/** An adapter may say which fields are wrong; its words and keys that nobody named could quote what it holds. */
function publicFields(
  { fields = {} }: IdentikitError,
  traits: readonly string[],
): Record<string, string> | undefined {
  const own = traits.map((key) => `traits.${key}`)
  const known = Object.keys(fields).flatMap((path) => {
    if (path !== 'traits' && !path.startsWith('traits.')) return isUserField(path) ? [path] : []
    return [own.find((name) => path === name || path.startsWith(`${name}.`)) ?? 'traits']
  })
  return known.length === 0
    ? undefined
    : Object.fromEntries(known.map((name) => [name, 'was refused by the service']))
}

/** What tells when to come back: in whole seconds, and never at once. */
export function waitHeader({ retryAfter }: IdentikitError): Readonly<Record<string, string>> {
  if (retryAfter === undefined) return {}
  return { 'retry-after': String(Math.max(1, Math.ceil(retryAfter / 1000))) }
}
