import * as z from 'zod/mini'
import { wireMapSchema } from '../jsonSchemas.js'
import { userFields, type UserField } from './fields.js'

const text = z.optional(z.string())
const flag = z.optional(z.boolean())

const deviceSchema = z.looseObject({
  token: z.string(),
  platform: text,
  channelId: text,
  name: text,
  lastSeenAt: text,
})

/**
 * The wire format of a user. It checks no value, so that a stored value is shown even if it couldn't be saved today.
 *
 * It has its own file, because bundlers keep a module-level schema with a computed shape.
 */
export const userSchema = z.object({
  id: z.string(),
  ...(Object.fromEntries(userFields.map((field) => [field, text])) as Record<
    UserField,
    typeof text
  >),
  updatedAt: text,
  traits: z._default(wireMapSchema, {}),
  subscribeToEmails: flag,
  control: flag,
  devices: z.optional(z.array(deviceSchema)),
  segments: z.optional(z.array(z.looseObject({ id: z.string(), suppressed: flag }))),
  lists: z.optional(z.array(z.looseObject({ id: z.string(), subscribed: z.boolean() }))),
  uidUpdateable: flag,
  rest: z._default(wireMapSchema, {}),
})
