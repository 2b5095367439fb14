import type * as z from 'zod/mini'
import { IdentikitError } from '../../core/errors.js'
import { parseParts, type JsonPath } from './parseParts.js'
import { readJson } from './readJson.js'
import { reportUnreadable } from './reportUnreadable.js'
import { readRetryAfter, toStatusError, type ErrorResponse } from './statusError.js'

/** How a response is parsed. */
export interface ParseOptions {
  /**
   * Refuses an answer with an unreadable part, for data that is written back whole.
   * @default false
   */
  readonly strict?: boolean | undefined
  /** Returns the paths of parts that match the schema and aren't as documented, to be reported. */
  readonly findOdd?: ((json: unknown) => readonly JsonPath[]) | undefined
  /** Receives the error of an answer that is unreadable in part. @default a warning in development */
  readonly onUnreadable?: ((error: IdentikitError) => void) | undefined
}

interface RequestContext {
  /** The service, the method and the path without ids, for messages. */
  readonly request: string
  readonly toError?: ((response: ErrorResponse) => IdentikitError | undefined) | undefined
}

/**
 * Parses a successful response by a schema. Parts that don't match it are left out and reported.
 * @throws IdentikitError the error of another status; `bad-answer` for a redirect and for JSON that has no readable part
 */
export async function parseResponse<Schema extends z.ZodMiniType>(
  response: Response,
  schema: Schema,
  { request, toError }: RequestContext,
  options: ParseOptions = {},
): Promise<z.output<Schema>> {
  const { status, type, redirected } = response
  const requestId = response.headers.get('x-request-id') ?? undefined
  const badAnswer = (problem: string) =>
    new IdentikitError('bad-answer', `${request} answered ${status} ${problem}.`, {
      status,
      requestId,
    })
  if (redirected) throw badAnswer('after a redirect')
  const result = await readJson(response)
  if (!response.ok) {
    const body = 'json' in result ? result.json : undefined
    const retryAfter = readRetryAfter(response)
    const failed = { request, status, requestId, retryAfter, body, type }
    throw toError?.(failed) ?? toStatusError(failed)
  }
  if ('problem' in result) throw badAnswer(result.problem)
  const { json } = result
  const parsed = parseParts(schema, json)
  const isRefused = options.strict === true && parsed.issues.length > 0
  if (!parsed.isReadable || isRefused) {
    throw badAnswer(`with JSON of another shape: ${describeIssues(parsed.issues)}`)
  }
  const odd = (options.findOdd?.(json) ?? []).map((path) => ({ path }))
  const unreadable = [...parsed.issues, ...odd]
  if (unreadable.length > 0) {
    reportUnreadable(badAnswer(`with unreadable parts: ${describeIssues(unreadable)}`), options)
  }
  return parsed.data
}

const maxIssues = 5

/** Describes where JSON differs from its schema, by path and expected type. Values and keys may be personal data and are omitted. */
function describeIssues(issues: readonly { readonly path: JsonPath }[]): string {
  const descriptions = issues.map((issue) => {
    const path = issue.path.map((key) =>
      typeof key === 'number' || /^[a-z_]{1,40}$/i.test(String(key)) ? String(key) : '*',
    )
    const problem = 'expected' in issue ? `is not ${String(issue.expected)}` : 'is invalid'
    return `${path.length === 0 ? 'the body' : path.join('.')} ${problem}`
  })
  const unique = [...new Set(descriptions)]
  const others = unique.length - maxIssues
  return [...unique.slice(0, maxIssues), ...(others > 0 ? [`${others} more`] : [])].join('; ')
}
