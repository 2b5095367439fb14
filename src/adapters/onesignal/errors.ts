import { IdentikitError } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import type { ErrorResponse } from '../http/statusError.js'

/** The limit of tags in `code`, or in the text of the older API. */
const tagLimit = /^entitlements-tag-limit$|limited to a maximum of \d+ tags/i

/**
 * Returns the error of a write that exceeds the plan's limit of tags. Texts of the service are compared and never quoted, because they can
 * contain parts of the request.
 * @see https://documentation.onesignal.com/docs/add-user-data-tags
 */
export function toOneSignalError({
  request,
  status,
  requestId,
  body,
}: ErrorResponse): IdentikitError | undefined {
  const errors: unknown = isMap(body) ? body['errors'] : undefined
  const items: readonly unknown[] = Array.isArray(errors) ? errors : [errors]
  const isLimit = items.some((item) => {
    const text = isMap(item) ? item['code'] : item
    return typeof text === 'string' && tagLimit.test(text)
  })
  if (!isLimit) return undefined
  const message = `${request} answered ${status}: the user would have more tags than the plan allows. Use fewer types, channels and traits, or another plan of OneSignal.`
  return new IdentikitError('forbidden', message, { status, requestId })
}

/** Creates the error of invalid options. */
export function misuse(problem: string): IdentikitError {
  return new IdentikitError('misuse', `createOneSignalAdapter(options) ${problem}.`)
}
