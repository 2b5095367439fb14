import type * as z from 'zod/mini'
import { IdentikitError } from '../../core/errors.js'
import { readJson } from './readJson.js'
import { readRetryAfter, toStatusError, type ErrorResponse } from './statusError.js'

interface ParseOptions {
  /** The service, the method and the path without ids, for messages. */
  readonly request: string
  readonly toError?: ((response: ErrorResponse) => IdentikitError | undefined) | undefined
}

/**
 * Parses a successful response by a schema.
 * @throws IdentikitError the error of another status; `bad-answer` for a redirect and for JSON that doesn't match the schema
 */
export async function parseResponse<Schema extends z.ZodMiniType>(
  response: Response,
  schema: Schema,
  { request, toError }: ParseOptions,
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
  const parsed = schema.safeParse(result.json)
  if (parsed.success) return parsed.data
  throw badAnswer(`with JSON of another shape: ${describeIssues(parsed.error.issues)}`)
}

/** Describes where JSON differs from its schema, by path and expected type. Values and keys may be personal data and are omitted. */
function describeIssues(issues: readonly z.core.$ZodIssue[]): string {
  const descriptions = issues.slice(0, 3).map((issue) => {
    const path = issue.path.map((key) => (/^[a-z_]{1,40}$/i.test(String(key)) ? String(key) : '*'))
    const problem = 'expected' in issue ? `is not ${String(issue.expected)}` : 'is invalid'
    return `${path.length === 0 ? 'the body' : path.join('.')} ${problem}`
  })
  return [...new Set(descriptions)].join('; ')
}
