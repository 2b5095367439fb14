import * as z from 'zod/mini'
import { IdentikitError, type IdentikitErrorCode } from '../../core/errors.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'
import { fieldNames } from './userWire.js'

const text = z.catch(z.optional(z.string()), undefined)

/**
 * An error. Its `message` is not used, because it may quote the request.
 * @see https://notiflows.com/docs/api/errors
 */
const errorSchema = z.object({
  error: z.object({
    code: text,
    request_id: text,
    details: z.catch(
      z.optional(z.object({ fields: z.optional(z.unknown()), reason: text, param: text })),
      undefined,
    ),
  }),
})

/** The documented error codes. The HTTP status decides for any other. */
const codes = new Map<string | undefined, IdentikitErrorCode>([
  ['unauthenticated', 'unauthorized'],
  ['not_found', 'not-found'],
  ['bad_request', 'invalid'],
])

const problems = new Map<string | undefined, string>([
  ['invalid_uuid', 'is not a UUID'],
  ['invalid_json', 'is not valid JSON for Notiflows'],
  ['invalid_param', 'is not a valid value for Notiflows'],
])

const inputNames = new Map([
  ...Object.entries(fieldNames).map(([field, name]) => [name, field] as const),
  ['external_id', 'id'],
  ['custom_fields', 'traits'],
  ['channel_id', 'channelId'],
  ['device_tokens', 'token'],
  ['after', 'cursor'],
])

/** Converts an error of Notiflows. A 404 without one is from a proxy, or from a path that is not part of the API. */
export function toNotiflowsError(response: ErrorResponse): IdentikitError | undefined {
  const { request, status, retryAfter } = response
  const parsed = errorSchema.safeParse(response.body)
  if (!parsed.success) {
    if (status !== 404) return undefined
    const message = `${request} answered 404 without an error of Notiflows. Check \`baseUrl\` and \`paths\`.`
    return new IdentikitError('bad-answer', message, { status, requestId: response.requestId })
  }
  const { code, request_id: requestId = response.requestId, details } = parsed.data.error
  const { fields, param, reason } = details ?? {}
  const issues = [...findIssues(fields), ...(param === undefined ? [] : [{ field: param, reason }])]
  const entries = issues.map(
    (issue) =>
      [toInputName(issue.field), problems.get(issue.reason) ?? 'was refused by Notiflows'] as const,
  )
  const kitCode = codes.get(code) ?? toStatusError(response).code
  return new IdentikitError(kitCode, `${request} answered ${status}.`, {
    status,
    requestId,
    retryAfter,
    ...(entries.length > 0 && { fields: Object.fromEntries(entries) }),
  })
}

/** A refused field of the request. */
const issueSchema = z.object({ field: z.string(), reason: text })
interface Issue {
  readonly field: string
  readonly reason?: string | undefined
}

/** Returns the issues of the documented list without invalid entries, or of a nested map by field name. */
function findIssues(fields: unknown, path = '', depth = 0): Issue[] {
  if (Array.isArray(fields)) {
    return fields.flatMap((entry: unknown) => issueSchema.safeParse(entry).data ?? [])
  }
  if (typeof fields !== 'object' || fields === null || depth === 8) return []
  return Object.entries(fields).flatMap(([key, value]: [string, unknown]) => {
    const nested = Array.isArray(value) ? [] : findIssues(value, `${path}${key}.`, depth + 1)
    return nested.length > 0 ? nested : [{ field: path + key }]
  })
}

/** Returns the name of an input. Unknown names are omitted, because they could be personal data. */
function toInputName(field: string): string {
  const [first = '', ...inner] = field.split('.')
  const name = inputNames.get(first)
  if (name === undefined) return 'request'
  return [name, ...inner.filter((part) => /^[\w-]{1,40}$/.test(part))].join('.')
}
