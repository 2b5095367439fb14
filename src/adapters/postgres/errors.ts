import {
  IdentikitError,
  invalid,
  isIdentikitError,
  type IdentikitErrorCode,
} from '../../core/errors.js'
import { userNotFound } from '../../core/user/user.js'
import { tooManyChoices } from './preferenceFunctions.js'
import { createTooManyChoicesError } from './writeReport.js'

/** By SQLSTATE or its class. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: readonly (readonly [start: string, code: IdentikitErrorCode])[] = [
  ['40', 'conflict'],
  ['55P03', 'conflict'],
  ['57014', 'timeout'],
  ['57P0', 'network'],
  ['08', 'network'],
  ['53300', 'network'],
  // A constraint or trigger of the host refused the data of this user.
  ['22', 'invalid'],
  ['23', 'invalid'],
  ['P0001', 'invalid'],
  ['28', 'unauthorized'],
  ['42501', 'forbidden'],
]

const connectionCodes =
  /^(?:ECONN|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECTION_)/
const connectionMessages =
  /connection (?:error|terminated|closed|ended|timeout)|timeout exceeded when trying to connect|fetch failed/i

/** The constraints of our tables, in a distributed database with the number of the shard. Only concurrent statements violate them, so a repeat succeeds or has the exact error. */
const ownConstraint = /"identikit_(?:devices_key|\w+_pkey|\w+_user_id_fkey)(?:_\d+)?"/

const transactionMessage =
  'migrate() builds an index concurrently, which Postgres refuses in a transaction: pass createPostgresAdapter() a query without one.'

/** Converts an error of Postgres. Its message stays in the cause, because it may quote stored data. */
export function toPostgresError(member: string, cause: unknown): IdentikitError {
  if (isIdentikitError(cause)) return cause
  const { code, message } = getDetails(cause)
  // The user was deleted during the write.
  if (code === '23503' && ownConstraint.test(message)) return userNotFound('Postgres')
  // An index entry holds about 2,700 bytes, and a character takes up to four.
  if (code === '54000') return invalid(member, { id: 'takes more bytes than Postgres can index' })
  if (code === tooManyChoices) return createTooManyChoicesError(member)
  if (code === '25001') return new IdentikitError('misuse', transactionMessage, { cause })
  const what = `The query of ${member} failed${code && ` with ${code}`}.`
  return new IdentikitError(toCode(code, message), what, { cause })
}

/**
 * Returns whether Postgres rolled a statement back because of a concurrent one, so that a repeat may succeed.
 * @see https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html
 */
export function isRolledBack(cause: unknown): boolean {
  if (isIdentikitError(cause)) return false
  const { code, message } = getDetails(cause)
  return toCode(code, message) === 'conflict' || (code === '23503' && ownConstraint.test(message))
}

function toCode(code: string, message: string): IdentikitErrorCode {
  if (connectionCodes.test(code)) return 'network'
  if (!/^[0-9A-Z]{5}$/.test(code)) return connectionMessages.test(message) ? 'network' : 'service'
  if (code === '23505' && ownConstraint.test(message)) return 'conflict'
  return states.find(([start]) => code.startsWith(start))?.[1] ?? 'service'
}

function getDetails(cause: unknown): { code: string; message: string } {
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown }
  return {
    // Only valid codes, because the message quotes them.
    code: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '',
    message: typeof message === 'string' ? message : '',
  }
}
