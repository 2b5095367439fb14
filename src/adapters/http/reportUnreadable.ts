import type { RequestOptions } from '../../core/adapter.js'
import type { IdentikitError } from '../../core/errors.js'
import { warnOnce } from '../../core/warnOnce.js'

/** Reports an answer that is unreadable in part. */
export function reportUnreadable(
  error: IdentikitError,
  { onUnreadable }: Pick<RequestOptions, 'onUnreadable'>,
): void {
  if (onUnreadable) onUnreadable(error)
  else if (process.env.NODE_ENV !== 'production') warnOnce(error.message)
}
