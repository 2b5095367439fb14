import type * as z from 'zod/mini'
import { IdentikitError, type IdentikitErrorCode } from '../../core/errors.js'

/** An answer that is no success. */
export interface Refusal {
  /** The service, the method and the path without ids, for the message. */
  readonly what: string
  readonly status: number
  readonly requestId: string | undefined
  /** Milliseconds, where a 429 or a 503 said so. */
  readonly retryAfter: number | undefined
  /** The parsed JSON; `undefined` where there was none. */
  readonly body: unknown
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
  429: 'rate-limited',
}

/** The error that a status stands for. */
export function refusalOf({ what, status, requestId, retryAfter, type }: Refusal): IdentikitError {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    return new IdentikitError('bad-answer', `${what} answered with a redirect.`, {
      status,
      requestId,
    })
  }
  const code = codes[status] ?? (status >= 500 ? 'service' : 'bad-answer')
  return new IdentikitError(code, `${what} answered ${status}.`, { status, requestId, retryAfter })
}

/** Where an answer differs from its schema: paths and expected types, never values nor keys that could be a person's. */
export function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const described = issues.slice(0, 3).map((issue) => {
    const path = issue.path.map((key) => (/^[a-z_]{1,40}$/i.test(String(key)) ? String(key) : '*'))
    const expected = 'expected' in issue ? `is no ${String(issue.expected)}` : 'does not fit'
    return `${path.length === 0 ? 'the whole' : path.join('.')} ${expected}`
  })
  return [...new Set(described)].join('; ')
}
