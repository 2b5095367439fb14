import * as z from 'zod/mini'
import { invalid } from '../core/errors.js'
import { wireMapSchema } from '../core/jsonSchemas.js'

const text = z.optional(z.string())

/** The outer shape of each write. The model checks the contents. */
const inputs = {
  identify: z.strictObject({ patch: wireMapSchema, preferences: z.optional(z.array(z.unknown())) }),
  updateUser: z.strictObject({ patch: wireMapSchema }),
  updatePreferences: z.strictObject({ changes: z.array(z.unknown()) }),
  updateStreak: z.strictObject({ patch: wireMapSchema }),
  updateSchedule: z.strictObject({ patch: wireMapSchema }),
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
