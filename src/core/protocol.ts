import * as z from 'zod/mini'
import type { Capabilities, UsersMember } from './adapter.js'
import { errorCodes, IdentikitError, invalid, type IdentikitErrorCode } from './errors.js'
import { wireMapSchema } from './json.js'
import { preferencesSchema } from './preferences/preferences.js'
import { streakInfoSchema, streakSchema } from './streak/streak.js'
import { isUserField, isUserFlag, type User } from './user/user.js'
import { userSchema } from './user/userSchema.js'

/** The routes of `createUserHandler`, relative to its URL. */
export const routes = {
  /** Reads everything that a page needs: `?read=user,preferences,streak`. */
  read: { method: 'GET', path: '' },
  /** `{ patch, preferences? }` */
  identify: { method: 'PUT', path: '/user' },
  /** `{ patch }` */
  updateUser: { method: 'PATCH', path: '/user' },
  /** `?archive=true` archives the data instead of erasing it. */
  deleteUser: { method: 'DELETE', path: '/user' },
  /** `{ changes }` */
  updatePreferences: { method: 'PATCH', path: '/preferences' },
  resetPreferences: { method: 'DELETE', path: '/preferences' },
  /** `{ patch }` */
  updateStreak: { method: 'PATCH', path: '/streak' },
  /** `{ device }` */
  addDevice: { method: 'PUT', path: '/devices' },
  /** `{ token }`. Not DELETE, because URLs must not contain a token and proxies may drop the body of a DELETE. */
  removeDevice: { method: 'POST', path: '/devices/remove' },
  /** `{ event }` */
  track: { method: 'POST', path: '/events' },
} as const

/** The name of a route. */
export type Route = keyof typeof routes

/** The parts of a read request. */
export const resources = ['user', 'preferences', 'streak', 'streakInfo'] as const
/** The name of a resource that one request can read with others. */
export type Resource = (typeof resources)[number]

/** The browser's user id, percent-encoded. The handler only compares it: a mismatch is `user-changed`. */
export const userHeader = 'x-identikit-user'
/** The origin of a change for the service's history, percent-encoded. */
export const sourceHeader = 'x-identikit-source'
/** The tenant or workspace of a request, percent-encoded. */
export const scopeHeader = 'x-identikit-scope'
/** `writer` of a write's order. */
export const writerHeader = 'x-identikit-writer'
/** `seq` of a write's order. */
export const seqHeader = 'x-identikit-seq'
/** The id of a request in the handler's error reports. */
export const requestIdHeader = 'x-request-id'

const fieldRules = z.object({ read: z.boolean(), write: z.boolean(), clear: z.boolean() })

const members: readonly string[] = [
  'get',
  'identify',
  'create',
  'update',
  'delete',
  'list',
  'identifyMany',
  'merge',
] satisfies readonly (keyof UsersMember)[]

/** Drops the fields and members of newer handlers. */
const knownFields = z.pipe(
  z.record(z.string(), fieldRules),
  z.transform(
    (fields) =>
      Object.fromEntries(
        Object.entries(fields).filter(([key]) => isUserField(key) || isUserFlag(key)),
      ) as Capabilities['fields'],
  ),
)
const knownMembers = z.pipe(
  z.array(z.string()),
  z.transform((names) => names.filter((name) => members.includes(name)) as Capabilities['users']),
)

/** The schema of the capabilities on the wire. */
export const capabilitiesSchema = z.object({
  fields: knownFields,
  traits: z.object({
    values: z.enum(['json', 'scalar', 'string']),
    merge: z.enum(['deep', 'key']),
    clear: z.boolean(),
    declared: z.optional(z.boolean()),
  }),
  users: knownMembers,
  preferences: z.optional(
    z.object({
      rules: z.object({
        write: z.enum(['setting', 'row']),
        parents: z.enum(['and', 'unknown']),
        order: z.optional(z.boolean()),
        clear: z.optional(z.boolean()),
        scope: z.optional(z.boolean()),
      }),
      reset: z.boolean(),
    }),
  ),
  streak: z.optional(z.object({ info: z.boolean() })),
  devices: z.boolean(),
  events: z.boolean(),
  order: z.optional(z.boolean()),
}) satisfies z.ZodMiniType<Capabilities>

const text = z.optional(z.string())

/** The outer shape of each write. The model checks the contents. */
const inputs = {
  identify: z.strictObject({ patch: wireMapSchema, preferences: z.optional(z.array(z.unknown())) }),
  updateUser: z.strictObject({ patch: wireMapSchema }),
  updatePreferences: z.strictObject({ changes: z.array(z.unknown()) }),
  updateStreak: z.strictObject({ patch: wireMapSchema }),
  addDevice: z.strictObject({
    device: z.strictObject({ token: z.string(), platform: text, channelId: text }),
  }),
  removeDevice: z.strictObject({ token: z.string() }),
  track: z.strictObject({
    event: z.strictObject({
      name: z.string(),
      value: z.optional(z.union([z.number(), z.string(), z.boolean()])),
      properties: z.optional(wireMapSchema),
      at: text,
      user: z.optional(wireMapSchema),
      idempotencyKey: text,
    }),
  }),
}

/**
 * Parses the body of a write.
 * @throws IdentikitError `invalid`, naming every wrong key at once
 */
export function parseInput<R extends keyof typeof inputs>(
  route: R,
  body: unknown,
): z.output<(typeof inputs)[R]> {
  const parsed = inputs[route].safeParse(body)
  if (parsed.success) return parsed.data as z.output<(typeof inputs)[R]>
  const wrong = parsed.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => [[...issue.path, key].join('.'), 'is not a key of this request'])
      : [[issue.path.join('.') || 'body', 'is missing or of a wrong type']],
  )
  throw invalid('The body', Object.fromEntries(wrong) as Record<string, string>)
}

/** The wire format of an error, without cause, stack and the service's message. */
export const wireErrorSchema = z.object({
  code: z.string(),
  requestId: z.optional(z.string()),
  /** Milliseconds. A part of a read has no `retry-after` header, and other origins can't read it. */
  retryAfter: z.optional(z.number().check(z.nonnegative())),
  fields: z.optional(z.record(z.string(), z.string())),
})
/** An error on the wire. */
export type WireError = z.infer<typeof wireErrorSchema>

/** The response of a failed request. */
export const failureSchema = z.object({ error: wireErrorSchema })

/** The response of a write: its result, or `null`, and its `WriteReport`. Older handlers send no report. */
export const writeSchema = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.object({
    data: schema,
    refused: z.optional(z.array(z.object({ index: z.number(), error: wireErrorSchema }))),
    superseded: z.optional(z.array(z.string())),
  })

/** Either part. No union, so that an unreadable part of the data has a path. */
const answer = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.optional(z.object({ data: z.optional(schema), error: z.optional(wireErrorSchema) }))

/** JSON has no `undefined`, so absent keys stay absent. */
export const wireUserSchema = userSchema as z.ZodMiniType<unknown> as z.ZodMiniType<User>

/** The response of a read. Each resource has its own result, so one can fail without the others. */
export const readSchema = z.object({
  capabilities: capabilitiesSchema,
  user: answer(wireUserSchema),
  preferences: answer(preferencesSchema),
  streak: answer(streakSchema),
  streakInfo: answer(streakInfoSchema),
})
/** The answer of the read route. */
export type ReadAnswer = z.infer<typeof readSchema>

/** The HTTP status of each error code. */
export const statuses: Readonly<Record<IdentikitErrorCode, number>> = {
  invalid: 400,
  unsupported: 501,
  'not-loaded': 400,
  'not-found': 404,
  'already-exists': 409,
  locked: 403,
  unauthorized: 401,
  forbidden: 403,
  'user-changed': 409,
  conflict: 409,
  'rate-limited': 429,
  network: 502,
  timeout: 504,
  service: 500,
  'bad-answer': 502,
  misuse: 500,
}

/** Converts an error for the wire, without its cause. */
export function toWireError(error: IdentikitError, requestId: string): WireError {
  const { code, fields, retryAfter } = error
  return {
    code,
    requestId,
    ...(retryAfter !== undefined && { retryAfter }),
    ...(fields && { fields }),
  }
}

/** Converts an error of the wire. */
export function fromWireError(wire: WireError, what: string, status?: number): IdentikitError {
  const code = errorCodes.find((known) => known === wire.code) ?? 'service'
  const fields =
    wire.fields && Object.entries(wire.fields).map(([path, wrong]) => `${path} ${wrong}`)
  return new IdentikitError(
    code,
    fields ? `${what} was refused: ${fields.join('; ')}.` : `${what} was refused.`,
    {
      status: status ?? statuses[code],
      requestId: wire.requestId,
      retryAfter: wire.retryAfter,
      fields: wire.fields,
    },
  )
}
