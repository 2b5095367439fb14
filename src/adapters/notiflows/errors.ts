import * as z from 'zod/mini'
import { IdentikitError, type IdentikitErrorCode } from '../../core/errors.js'
import { userKeys } from './wire.js'
import { toStatusError, type ErrorResponse } from '../http/statusError.js'

const text = z.catch(z.optional(z.string()), undefined)

/** https://notiflows.com/docs/api/errors. Of its texts none is passed on: `message` may quote what was sent. */
const failureSchema = z.object({
  error: z.object({
    code: text,
    request_id: text,
    details: z.catch(
      z.optional(
        z.object({
          fields: z.optional(z.unknown()),
          reason: text,
          param: text,
        }),
      ),
      undefined,
    ),
  }),
})

/** The three codes that are documented; all else goes by the status. */
const codes = new Map<string | undefined, IdentikitErrorCode>([
  ['unauthenticated', 'unauthorized'],
  ['not_found', 'not-found'],
  ['bad_request', 'invalid'],
])

const words = new Map<string | undefined, string>([
  ['invalid_uuid', 'is not a UUID'],
  ['invalid_json', 'is not JSON that Notiflows takes'],
  ['invalid_param', 'is not a value that Notiflows takes'],
])

const names = new Map([
  ...Object.entries(userKeys).map(([ours, theirs]) => [theirs, ours] as const),
  ['external_id', 'id'],
  ['custom_fields', 'traits'],
  ['channel_id', 'channelId'],
  ['device_tokens', 'token'],
  ['after', 'cursor'],
])

/** Reads Notiflows' own error. An answer without it comes from somebody else: a proxy, or a path that is not the API's. */
export function toNotiflowsError(refusal: ErrorResponse): IdentikitError | undefined {
  const { request: what, status, retryAfter } = refusal
  const parsed = failureSchema.safeParse(refusal.body)
  if (!parsed.success) {
    if (status !== 404) return undefined
    const where = `${what} answered 404 without Notiflows' own error. Look at \`baseUrl\` and \`paths\`.`
    return new IdentikitError('bad-answer', where, { status, requestId: refusal.requestId })
  }
  const { code, request_id: requestId = refusal.requestId, details } = parsed.data.error
  const byStatus = toStatusError(refusal).code
  const { fields, param, reason } = details ?? {}
  const named = [...namedIn(fields), ...(param === undefined ? [] : [{ field: param, reason }])]
  const wrong = named.map((one) => [
    toName(one.field),
    words.get(one.reason) ?? 'was refused by Notiflows',
  ])
  return new IdentikitError(codes.get(code) ?? byStatus, `${what} answered ${status}.`, {
    status,
    requestId,
    retryAfter,
    ...(wrong.length > 0 && { fields: Object.fromEntries(wrong) as Record<string, string> }),
  })
}

interface Named {
  readonly field: string
  readonly reason?: string | undefined
}

const namedSchema = z.object({ field: z.string(), reason: text })

/** The documented list, of which an odd entry condemns no other, or a map by name, as other services send it. */
function namedIn(fields: unknown, path = '', depth = 0): Named[] {
  if (Array.isArray(fields)) {
    return fields.flatMap((one: unknown) => {
      const parsed = namedSchema.safeParse(one)
      return parsed.success ? [parsed.data] : []
    })
  }
  if (typeof fields !== 'object' || fields === null || depth === 8) return []
  return Object.entries(fields).flatMap(([key, inner]: [string, unknown]) => {
    const deeper = Array.isArray(inner) ? [] : namedIn(inner, `${path}${key}.`, depth + 1)
    return deeper.length > 0 ? deeper : [{ field: path + key }]
  })
}

/** Only of names that are known: in the place of any other could stand what was sent. */
function toName(field: string): string {
  const [first = '', ...inner] = field.split('.')
  const known = names.get(first)
  if (known === undefined) return 'request'
  return [known, ...inner.filter((part) => /^[\w-]{1,40}$/.test(part))].join('.')
}
