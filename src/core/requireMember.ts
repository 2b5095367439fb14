import type { UserAdapter } from './adapter.js'
import { IdentikitError } from './errors.js'

/**
 * Returns a member of an adapter. Callers read it at each call: the members of `remote` change with its first answer.
 * @throws IdentikitError `unsupported` if the adapter lacks it
 */
export function requireMember<T>(
  { id, unsupportedHints = {} }: UserAdapter,
  name: string,
  member: T | undefined,
): T {
  if (member !== undefined) return member
  const hint = Object.hasOwn(unsupportedHints, name) ? ` ${unsupportedHints[name]}` : ''
  throw new IdentikitError('unsupported', `The ${id} adapter has no ${name}.${hint}`)
}
