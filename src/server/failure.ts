import {
  IdentikitError,
  isIdentikitError,
  toIdentikitError,
  type IdentikitErrorCode,
} from '../core/errors.js'
import { statuses } from '../core/protocol.js'
import { isUserField } from '../core/user.js'

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

/** Runs what calls the adapter, and lets no word of its errors through: a key that is refused is not the browser's 401. */
export async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (thrown) {
    const cause = toIdentikitError(thrown)
    const code = publicCodes.includes(cause.code) ? cause.code : 'service'
    throw new IdentikitError(code, 'The adapter failed.', { cause, fields: publicFields(cause) })
  }
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

/** An adapter may say which fields are wrong; its words and other keys could quote what it holds. */
function publicFields({ fields = {} }: IdentikitError): Record<string, string> | undefined {
  const names = Object.keys(fields).map((path) => (path.startsWith('traits') ? 'traits' : path))
  const known = names.filter((name) => name === 'traits' || isUserField(name))
  return known.length === 0
    ? undefined
    : Object.fromEntries(known.map((name) => [name, 'was refused by the service']))
}
