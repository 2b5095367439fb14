import * as z from 'zod/mini'
import { IdentikitError } from '../../core/errors.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import type { ErrorResponse } from '../http/statusError.js'

/**
 * The answer to a write: `{ status: 'SUCCESS' }`, `{ message: 'success' }` or nothing. An object with an `error`, or with the `type` that
 * Courier's errors have, is an error even with a success status.
 */
export const answerSchema = z.optional(
  z
    .looseObject({})
    .check(
      z.refine(
        (answer) => ['error', 'type'].every((key) => (answer[key] ?? null) === null),
        'must not be an error',
      ),
    ),
)

/**
 * Converts the error of a read that sends only an id. Courier's reference has no answer for an unknown user except 400, which it
 * describes for all errors.
 * @see https://www.courier.com/docs/reference/profiles/by-id
 */
export function toUnknownUserError(response: ErrorResponse): IdentikitError | undefined {
  const { request, status, requestId } = response
  if (status !== 400) return undefined
  const message = `${request} answered ${status} for an unknown id.`
  return new IdentikitError('not-found', message, { status, requestId })
}

/**
 * Waits for a request that sends only ids, and resolves with `undefined` if Courier lacks what they name. Courier's reference has 400 for
 * all errors.
 */
export const ignoreUnknown = <T>(request: Promise<T>): Promise<T | undefined> =>
  ignoreErrors(request, 'not-found', 'invalid')

/** Creates the error of invalid options. */
export function misuse(problem: string): IdentikitError {
  return new IdentikitError('misuse', `createCourierAdapter(options) ${problem}.`)
}
