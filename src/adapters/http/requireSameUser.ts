import { IdentikitError } from '../../core/errors.js'

/**
 * Returns the user of an answer.
 * @throws IdentikitError `bad-answer` for another user than the one that was asked for, e.g. from a cache in front of the service
 */
export function requireSameUser<T extends { readonly id: string }>(
  service: string,
  id: string,
  user: T,
): T {
  if (user.id === id) return user
  throw new IdentikitError('bad-answer', `${service} answered with another user.`)
}
