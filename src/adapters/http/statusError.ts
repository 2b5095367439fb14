import { IdentikitError, type IdentikitErrorCode } from '../../core/errors.js'

/** A response without a success status. */
export interface ErrorResponse {
  /** The service, the method and the path without ids, for the message, e.g. `Knock GET /v1/users/{id}`. */
  readonly request: string
  /** The HTTP status. */
  readonly status: number
  /** The `x-request-id` of the response. */
  readonly requestId: string | undefined
  /** The `retry-after` of a 429 or 503, in milliseconds; `undefined` if it names no wait. */
  readonly retryAfter: number | undefined
  /** The parsed JSON; `undefined` if there is none. */
  readonly body: unknown
  /** The type of the response, `opaqueredirect` for a redirect in a browser. */
  readonly type: ResponseType
}

const codes: Readonly<Record<number, IdentikitErrorCode>> = {
  400: 'invalid',
  401: 'unauthorized',
  402: 'forbidden',
  403: 'forbidden',
  404: 'not-found',
  408: 'timeout',
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  413: 'invalid',
  422: 'invalid',
  // Too Early: the request was not processed, and a repeat is welcome.
  425: 'service',
  429: 'rate-limited',
  501: 'unsupported',
}

/** Returns the error that belongs to an HTTP status. */
export function toStatusError(response: ErrorResponse): IdentikitError {
  const { request, status, requestId, retryAfter, type } = response
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    const message = `${request} answered with a redirect.`
    return new IdentikitError('bad-answer', message, { status, requestId })
  }
  const code = codes[status] ?? (status >= 500 ? 'service' : 'bad-answer')
  const message = `${request} answered ${status}.`
  return new IdentikitError(code, message, { status, requestId, retryAfter })
}

/**
 * The statuses whose `retry-after` is about a repeat of the same request. RFC 9110 also defines it for 413 and redirects, which the
 * kit does not repeat.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 * @see https://www.rfc-editor.org/rfc/rfc6585#section-4
 */
const statuses = [429, 503]

/** The three formats of an HTTP date. `Date.parse` alone would read "5" and "-5" as years. */
const httpDate = /^[A-Z][a-z]{2,8},? [\w: -]+$/

/**
 * Returns the `retry-after` of a 429 or 503 in milliseconds; the header holds seconds or a date. A wait of 0 and a date in the past
 * name no wait, so that the caller's backoff applies.
 */
export function readRetryAfter({ status, headers }: Response): number | undefined {
  const value = statuses.includes(status) ? headers.get('retry-after')?.trim() : undefined
  const wait = value === undefined ? Number.NaN : toMilliseconds(value)
  // JSON has no `Infinity`, the number of a header with hundreds of digits.
  return wait > 0 ? Math.min(wait, Number.MAX_SAFE_INTEGER) : undefined
}

function toMilliseconds(value: string): number {
  if (/^\d+(?:\.\d+)?$/.test(value)) return Math.round(Number(value) * 1000)
  if (!httpDate.test(value)) return Number.NaN
  return Date.parse(value.endsWith('GMT') ? value : `${value} GMT`) - Date.now()
}
