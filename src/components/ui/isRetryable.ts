import type { IdentikitError, IdentikitErrorCode } from '../../core/errors.js'

const hopeless: readonly IdentikitErrorCode[] = [
  'unauthorized',
  'forbidden',
  'user-changed',
  'locked',
  'not-found',
]

/** Whether trying again is no help before the person has done something else, or waited as long as the service says. */
export function isHopeless({ code, retryAfter }: IdentikitError): boolean {
  return hopeless.includes(code) || retryAfter !== undefined
}
