import * as z from 'zod/mini'
import { wireMapSchema } from '../../core/jsonSchemas.js'
import type { Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { withoutNulls } from '../http/wireFields.js'

const text = z.nullish(z.string())
const flag = z.nullish(z.boolean())

/**
 * A user. Only the id is required: the samples of the docs lack keys that the OpenAPI document requires.
 * @see https://docs.trophy.so/api-reference
 */
export const userSchema = z.looseObject({
  id: z.string(),
  name: text,
  email: text,
  tz: text,
  signUpDate: text,
  subscribeToEmails: flag,
  control: flag,
  attributes: z.nullish(wireMapSchema),
  deviceTokens: z.nullish(z.array(z.string())),
  created: text,
  updated: text,
})

/** The part of a user that a write of traits or devices sends back whole. */
export const storedListsSchema = z.looseObject({
  id: z.string(),
  attributes: z.nullish(wireMapSchema),
  deviceTokens: z.nullish(z.array(z.unknown())),
})

/** Converts a user. */
export function toUser(wire: z.infer<typeof userSchema>): User {
  const { id, name, email, tz, signUpDate, subscribeToEmails, control, ...others } = wire
  const { attributes, deviceTokens, updated, ...rest } = others
  const fields = {
    name,
    email,
    timezone: tz,
    // Before version 1.24, the API has no day of sign-up, but Trophy's own time.
    createdAt: signUpDate === undefined ? rest.created : signUpDate,
    updatedAt: updated,
    subscribeToEmails,
    control,
  }
  const entries = Object.entries(fields).filter(([, value]) => (value ?? null) !== null)
  return {
    id,
    ...Object.fromEntries(entries),
    traits: withoutNulls(attributes ?? {}),
    ...(deviceTokens && { devices: deviceTokens.map((token) => ({ token })) }),
    rest,
  }
}

/** The JSON of a write; an absent key is not changed. */
export type UserBody = ReturnType<typeof toUserBody>

/**
 * Returns the body of a write. It contains the stored traits, because whether Trophy merges or replaces attributes is not
 * documented.
 */
export function toUserBody(patch: UserPatch, stored: Traits = {}) {
  const { name, email, timezone, createdAt, subscribeToEmails, traits = {} } = patch
  return {
    name,
    email,
    tz: timezone,
    signUpDate: createdAt && toSignUpDate(createdAt, timezone),
    subscribeToEmails,
    attributes: Object.keys(traits).length > 0 ? { ...stored, ...traits } : undefined,
  }
}

/**
 * Returns the day in UTC. Trophy refuses a day after today in the user's timezone, so the day in that timezone is returned if the
 * day in UTC has not begun there.
 * @see https://docs.trophy.so/api-reference (OpenAPI 1.24, `signUpDate`)
 */
function toSignUpDate(createdAt: string, timezone: string | null | undefined): string {
  const time = Date.parse(createdAt)
  const day = new Date(time).toISOString().slice(0, 10)
  if (!timezone || !createdAt.includes('T')) return day
  try {
    return day <= toDay(timezone, Date.now()) ? day : toDay(timezone, time)
  } catch {
    // This engine is older than the timezone.
    return day
  }
}

/** @throws RangeError for a timezone that the engine lacks */
function toDay(timeZone: string, time: number): string {
  const format = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const
  const parts = new Intl.DateTimeFormat('en', format).formatToParts(time)
  const { year, month, day } = Object.fromEntries(parts.map(({ type, value }) => [type, value]))
  return `${year}-${month}-${day}`
}
