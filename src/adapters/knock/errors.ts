import { IdentikitError, invalid } from '../../core/errors.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'

/** The documented error codes. @see https://docs.knock.app/api-reference/overview/errors */
const documentedCodes = [
  'api_key_missing',
  'api_key_expired',
  'authentication_required',
  'authorization',
  'incorrect_token_type',
  'missing_user_token',
  'invalid_user_token',
  'missing_jwt_signing_key',
  'invalid_params',
  'channel_invalid',
]

/** Returns the error of a status with Knock's own code in its message, if the code is a documented one. */
export function toKnockError(response: ErrorResponse): IdentikitError | undefined {
  const { request, status, requestId, retryAfter, body } = response
  const knockCode = (body as { readonly code?: unknown } | null | undefined)?.code
  const documented = documentedCodes.find((code) => code === knockCode)
  if (documented === undefined) return undefined
  const { code } = toStatusError(response)
  const message = `${request} answered ${status} with ${documented}.`
  return new IdentikitError(code, message, { status, requestId, retryAfter })
}

/**
 * Checks an id by Knock's rule: at most 256 characters, no `/` and no `#`.
 * @throws IdentikitError `invalid`
 * @see https://docs.knock.app/concepts/users
 */
export function checkKnockId(caller: string, id: string, name = 'id'): void {
  if (!/[/#]/.test(id) && Array.from(id).length <= 256) return
  throw invalid(caller, {
    [name]: 'must have at most 256 characters and contain no "/" and no "#"',
  })
}
