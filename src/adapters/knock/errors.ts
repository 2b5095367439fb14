import { IdentikitError, invalid, isIdentikitError } from '../../core/errors.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'

/** The codes of https://docs.knock.app/api-reference/overview/errors and of the vendor's OpenAPI file, November 2026. */
const knownCodes = [
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

/** The status decides; the vendor's own code is named where it is a known one, its message never. */
export function toKnockError(refusal: ErrorResponse): IdentikitError | undefined {
  const { request: what, status, requestId, retryAfter, body } = refusal
  const given = (body as { readonly code?: unknown } | null | undefined)?.code
  const known = knownCodes.find((code) => code === given)
  if (known === undefined) return undefined
  const { code } = toStatusError(refusal)
  const told = `${what} answered ${status} with ${known}.`
  return new IdentikitError(code, told, { status, requestId, retryAfter })
}

/**
 * Knock's own rule for ids: at most 256 characters, no `/` and no `#` (https://docs.knock.app/concepts/users).
 * @throws IdentikitError `invalid`
 */
export function checkKnockId(caller: string, id: string, name = 'id'): void {
  if (!/[/#]/.test(id) && Array.from(id).length <= 256) return
  throw invalid(caller, { [name]: 'must be at most 256 characters and hold no "/" and no "#"' })
}

/** Lets an answer with one of these statuses pass, and throws whatever else it was. */
export function unlessAnswered(error: unknown, ...statuses: readonly number[]): undefined {
  if (isIdentikitError(error) && statuses.includes(error.status ?? 0)) return undefined
  throw error
}
