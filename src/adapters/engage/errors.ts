import { IdentikitError } from '../../core/errors.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'

/** Possible personal data: words with a digit or an @, and quoted text. */
const personal = /\S*[\d@]\S*|(?<=\s)(["'`]).*?\1/g

/**
 * Returns a function that keeps the text of an error in the `cause`, without what could be personal data. The function omits a text
 * that contains a secret. `error` is a string, or an object of an undocumented shape.
 */
export function createEngageErrors(secrets: readonly string[]) {
  return (response: ErrorResponse): IdentikitError | undefined => {
    const { request, status, requestId, retryAfter, body } = response
    const { error } = Object(body) as { error?: unknown }
    const text = typeof error === 'object' && error ? JSON.stringify(error) : error
    if (typeof text !== 'string' || secrets.some((secret) => text.includes(secret)))
      return undefined
    const { code } = toStatusError(response)
    const cause = new Error(text.slice(0, 1000).replaceAll(personal, '…'))
    const options = { status, requestId, retryAfter, cause }
    return new IdentikitError(code, `${request} answered ${status}.`, options)
  }
}
