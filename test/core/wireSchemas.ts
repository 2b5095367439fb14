/* oxlint-disable promise/valid-params -- the `catch` of Zod is none of a promise */
import * as z from 'zod/mini'
import { wireMapSchema } from '../../src/core/jsonSchemas.js'
import { frequencies, isFrequency } from '../../src/core/preferences/frequencies.js'
import type { ChannelSettings } from '../../src/core/preferences/preferences.js'
import { streakSchema } from '../../src/core/streak/streakSchema.js'
import { userSchema } from '../../src/core/user/userSchema.js'

/*
 * The schemas of the handler's answers. Browsers read the answers with `answerReaders.ts`, which `answerReaders.mutation.test.ts`
 * compares with these schemas.
 */

/** The wire format of a setting. An unknown state becomes `conditional`, so it is shown read-only and never overwritten. */
export const settingSchema = z.catch(
  z.looseObject({
    state: z.enum(['on', 'off', 'unset', 'conditional']),
    default: z.optional(z.boolean()),
    locked: z.optional(z.looseObject({ reason: z.optional(z.string()) })),
    pending: z.optional(z.literal(true)),
  }),
  { state: 'conditional' },
)

/** Keeps `__proto__` as a key, unlike `z.record`. */
const settingsSchema = z.pipe(
  wireMapSchema,
  z.transform((map): ChannelSettings => {
    const parsed = Object.entries(map).map(([key, value]) => [key, settingSchema.parse(value)])
    return Object.fromEntries(parsed) as ChannelSettings
  }),
)

const text = z.optional(z.string())

const frequency = z.optional(z.enum(frequencies))
const frequencySchema = z.looseObject({
  value: frequency,
  default: frequency,
  options: z.pipe(
    z.array(z.unknown()),
    z.transform((options) => options.filter(isFrequency)),
  ),
  locked: z.optional(z.looseObject({ reason: text })),
})

/** The wire format of preferences. Unknown keys are kept. */
export const preferencesSchema = z.looseObject({
  types: z.array(
    z.looseObject({
      id: z.string(),
      label: text,
      description: text,
      group: text,
      setting: z.optional(settingSchema),
      // With a value of a newer handler it is dropped, so that nothing overwrites the choice.
      frequency: z.optional(z.catch(z.optional(frequencySchema), undefined)),
      channels: z._default(settingsSchema, {}),
    }),
  ),
  channels: z._default(settingsSchema, {}),
  subscribed: z.optional(settingSchema),
  rest: z._default(wireMapSchema, {}),
})

/** The schema of the streak's state on the wire. */
export const streakInfoSchema = z.looseObject({
  metrics: z.array(z.looseObject({ key: z.string(), name: z.optional(z.string()) })),
  // An unknown period is dropped, because there are no messages for it.
  frequency: z.optional(z.catch(z.optional(z.enum(['daily', 'weekly', 'monthly'])), undefined)),
  length: z.optional(z.number()),
})

const fieldRules = z.looseObject({ read: z.boolean(), write: z.boolean(), clear: z.boolean() })

/** The schema of the capabilities on the wire. */
export const capabilitiesSchema = z.looseObject({
  fields: z.record(z.string(), fieldRules),
  traits: z.looseObject({
    values: z.enum(['json', 'scalar', 'string']),
    merge: z.enum(['deep', 'key']),
    clear: z.boolean(),
    declared: z.optional(z.boolean()),
  }),
  users: z.array(z.string()),
  preferences: z.optional(
    z.looseObject({
      rules: z.looseObject({
        write: z.catch(z.enum(['setting', 'row']), 'row'),
        parents: z.catch(z.enum(['and', 'unknown']), 'unknown'),
        order: z.optional(z.boolean()),
        clear: z.optional(z.boolean()),
        frequency: z.optional(z.boolean()),
        scope: z.optional(z.boolean()),
      }),
      reset: z.boolean(),
    }),
  ),
  streak: z.optional(z.looseObject({ info: z.boolean() })),
  history: z.optional(z.boolean()),
  devices: z.boolean(),
  events: z.boolean(),
  order: z.optional(z.boolean()),
  readOnly: z.optional(z.boolean()),
})

/** The wire format of an error, without cause, stack and the service's message. */
export const wireErrorSchema = z.looseObject({
  code: z.string(),
  requestId: z.optional(z.string()),
  /** Milliseconds. A part of a read has no `retry-after` header, and other origins can't read it. */
  retryAfter: z.optional(z.number().check(z.nonnegative())),
  fields: z.optional(z.record(z.string(), z.string())),
})
/** The response of a failed request. */
export const failureSchema = z.looseObject({ error: wireErrorSchema })

/** The response of a write: its result, or `null`, and its `WriteReport`. Older handlers send no report. */
export const writeSchema = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.looseObject({
    data: schema,
    refused: z.optional(z.array(z.looseObject({ index: z.number(), error: wireErrorSchema }))),
    superseded: z.optional(z.array(z.string())),
  })

/** Either part. No union, so that an unreadable part of the data has a path. */
const answer = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z.optional(z.looseObject({ data: z.optional(schema), error: z.optional(wireErrorSchema) }))

// The handler never sends these.
const { segments: _s, lists: _l, uidUpdateable: _u, ...sent } = userSchema.shape

/** The wire format of a user. Keys of newer handlers are kept if they are strings, as all fields are. */
export const wireUserSchema = z.catchall(z.object(sent), z.string())

/** The wire format of streak settings. */
export const wireStreakSchema = z.looseObject({
  ...streakSchema.shape,
  metrics: z.array(z.looseObject({ key: z.string(), threshold: z.number() })),
})

/** The response of a read. Each resource has its own result, so one can fail without the others. */
export const readSchema = z.looseObject({
  capabilities: capabilitiesSchema,
  user: answer(wireUserSchema),
  preferences: answer(preferencesSchema),
  streak: answer(wireStreakSchema),
  streakInfo: answer(streakInfoSchema),
})

/** The data of a write that returns nothing. */
export const nullSchema = z.null()
