import {
  IdentikitError,
  invalid,
  isIdentikitError,
  type IdentikitErrorCode,
} from '../../core/errors.js'
import { userNotFound } from '../../core/user/user.js'
import { maxChoices, tooManyChoices } from './migrations.js'

/** By SQLSTATE or its class. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const states: readonly (readonly [start: string, code: IdentikitErrorCode])[] = [
  ['40', 'conflict'],
  ['55P03', 'conflict'],
  ['57014', 'timeout'],
  ['57P0', 'network'],
  ['08', 'network'],
  ['53300', 'network'],
  // What a constraint or a trigger of the host refuses is wrong with this user and no other.
  ['22', 'invalid'],
  ['23', 'invalid'],
  ['P0001', 'invalid'],
  ['28', 'unauthorized'],
  ['42501', 'forbidden'],
]

const cutCode =
  /^(?:ECONN|ENOENT|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECTION_)/
const cutWords =
  /connection (?:terminated|closed|ended|timeout)|timeout exceeded when trying to connect|fetch failed/i

/** Tells the engine's failures apart. Its own words stay in the cause: they may quote what was stored. */
export function toPostgresError(member: string, cause: unknown): IdentikitError {
  if (isIdentikitError(cause)) return cause
  const { code, message } = wordsOf(cause)
  // A user who was deleted while somebody else wrote to them.
  if (code === '23503') return userNotFound('Postgres')
  // An entry of an index holds some 2,700 bytes; other characters than Latin ones take three.
  if (code === '54000') return invalid(member, { id: 'takes more bytes than Postgres can index' })
  if (code === tooManyChoices) {
    const most = maxChoices.toLocaleString('en')
    const wrong = `would store more than ${most} choices of one person: change some that are stored, or reset them first`
    return invalid(member, { changes: wrong })
  }
  const what = `The query of ${member} failed${code && ` with ${code}`}.`
  return new IdentikitError(codeOf(code, message), what, { cause })
}

function codeOf(code: string, message: string): IdentikitErrorCode {
  if (cutCode.test(code)) return 'network'
  if (!/^[0-9A-Z]{5}$/.test(code)) return cutWords.test(message) ? 'network' : 'service'
  return states.find(([start]) => code.startsWith(start))?.[1] ?? 'service'
}

function wordsOf(cause: unknown): { code: string; message: string } {
  const { code, message } = Object(cause) as { code?: unknown; message?: unknown }
  return {
    // Only what looks like a code: the message quotes it.
    code: typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : '',
    message: typeof message === 'string' ? message : '',
  }
}
