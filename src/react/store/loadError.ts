import type { QueryState } from '@tanstack/react-query'
import { isIdentikitError, type IdentikitError } from '../../core/errors.js'

/** Returns why the last read of a query failed, if it failed. */
export function toLoadError(query: QueryState | undefined): IdentikitError | undefined {
  return isIdentikitError(query?.error) ? query.error : undefined
}

/** Returns whether the service refused the read because another user is signed in by now. */
export function isOfFormerUser(query: QueryState | undefined): boolean {
  return toLoadError(query)?.code === 'user-changed'
}
