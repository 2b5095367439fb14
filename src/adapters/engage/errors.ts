import { IdentikitError } from '../../core/errors.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'

/** What may be an address, an id, a number of a phone or a date: whatever holds a digit or an @, or stands in quotation marks inside a text. */
const quoted = /\S*[\d@]\S*|(?<=\s)(["'`]).*?\1/g

/**
 * `{ error }` is a text, or an object whose shape is documented nowhere. The vendor's words may quote a person, and causes are printed: so
 * they go no further than the cause, without what could be quoted, and not there either where they quote a key.
 */
export function createErrorReader(secrets: readonly string[]) {
  return (refusal: ErrorResponse): IdentikitError | undefined => {
    const { request: what, status, requestId, retryAfter, body } = refusal
    const { error } = Object(body) as { error?: unknown }
    const words = typeof error === 'object' && error !== null ? JSON.stringify(error) : error
    if (typeof words !== 'string' || secrets.some((secret) => words.includes(secret)))
      return undefined
    const { code } = toStatusError(refusal)
    const cause = new Error(words.slice(0, 1000).replaceAll(quoted, '…'))
    const told = { status, requestId, retryAfter, cause }
    return new IdentikitError(code, `${what} answered ${status}.`, told)
  }
}
