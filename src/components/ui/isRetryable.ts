import type { IdentikitError, IdentikitErrorCode } from '../../core/errors.js'

const permanentCodes: readonly IdentikitErrorCode[] = [
  'unauthorized',
  'forbidden',
  'user-changed',
  'locked',
  'not-found',
]

/** Returns whether trying again at once may help. It doesn't while the service asks to wait. */
export function isRetryable({ code, retryAfter }: IdentikitError): boolean {
  return !permanentCodes.includes(code) && retryAfter === undefined
}
