import * as z from 'zod/mini'
import type { UserPage } from '../../core/adapter.js'
import { IdentikitError, invalid } from '../../core/errors.js'
import { jsonSchema } from '../../core/json.js'
import { preferenceKey } from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { applyStreakPatch, defaultStreak, streakSchema } from '../../core/streak/streak.js'
import type { StreakSettings } from '../../core/streak/streak.js'
import type { Json } from '../../core/json.js'
import { userNotFound, type User } from '../../core/user/user.js'
import { userSchema } from '../../core/user/userSchema.js'

/** One change of a user. */
export interface HistoryEntry {
  /** What was called, e.g. `preferences.update`. */
  readonly member: string
  /** The patch, the list of changes, or the device. */
  readonly change: Json
  readonly source?: string | undefined
  /** ISO 8601, in UTC. */
  readonly at: string
}

/** Every statement answers with this one column, JSON as text: what a driver makes of `jsonb` is its own affair. */
const rowSchema = z.object({ answer: z.nullable(z.string()) })

const text = z.optional(z.string())
const choicesSchema = z.array(z.object({ type: text, channel: text, enabled: z.boolean() }))
const storedStreakSchema = z.partial(streakSchema)
const historySchema = z.object({
  member: z.string(),
  change: jsonSchema,
  source: z.nullable(z.string()),
  at: z.string(),
})

/**
 * The text of a row's one column.
 * @throws IdentikitError `bad-answer`
 */
export function answerOf(row: unknown): string | null {
  const parsed = rowSchema.safeParse(row)
  if (parsed.success) return parsed.data.answer
  const what = 'createPostgresAdapter({ query }) returned other rows than asked for.'
  throw new IdentikitError('bad-answer', what, { cause: parsed.error })
}

/** No row, or one of null, is a user who is not there. */
function fromRow<Schema extends z.ZodMiniType>(schema: Schema, row: unknown): z.infer<Schema> {
  const answer = row === undefined ? null : answerOf(row)
  if (answer === null) throw userNotFound('Postgres')
  try {
    return z.parse(schema, JSON.parse(answer))
  } catch (cause) {
    const what = 'The identikit tables in Postgres hold something else than this code expects.'
    throw new IdentikitError('bad-answer', what, { cause })
  }
}

/** @throws IdentikitError `not-found` */
export function assertFound(row: unknown): void {
  fromRow(z.object({}), row)
}

/**
 * Expects that so many users were taken.
 * @throws IdentikitError `bad-answer`
 */
export function assertCount(row: unknown, count: number): void {
  if (answerOf(row) === String(count)) return
  throw new IdentikitError('bad-answer', 'Postgres took another number of users than was sent.')
}

export function toUser(row: unknown): User {
  return fromRow(userSchema, row) as User
}

/** One user more than the page takes says that there is a next one. */
export function toPage(users: readonly User[], size: number): UserPage {
  const last = users[size - 1]
  if (users.length <= size || !last) return { users }
  return { users: users.slice(0, size), next: toCursor(last.id) }
}

interface ChosenType {
  setting?: PreferenceSetting
  readonly channels: Map<string, PreferenceSetting>
}

/** What the person chose, over the switches that everybody has. A person may have stored thousands, so each is looked at once. */
export function toPreferences(
  row: unknown,
  offered: Pick<Preferences, 'channels' | 'subscribed'>,
): Preferences {
  const types = new Map<string, ChosenType>()
  const channels = new Map(Object.entries(offered.channels))
  let { subscribed } = offered
  for (const { type, channel, enabled } of fromRow(choicesSchema, row)) {
    const state = enabled ? 'on' : 'off'
    if (type === undefined) {
      if (channel === undefined) subscribed = { ...subscribed, state }
      else channels.set(channel, { ...channels.get(channel), state })
      continue
    }
    const chosen = types.get(type) ?? { channels: new Map<string, PreferenceSetting>() }
    types.set(type, chosen)
    if (channel === undefined) chosen.setting = { state }
    else chosen.channels.set(channel, { state })
  }
  return {
    types: Array.from(types, ([id, chosen]) => ({
      id,
      ...chosen,
      channels: Object.fromEntries(chosen.channels),
    })),
    channels: Object.fromEntries(channels),
    ...(subscribed && { subscribed }),
    rest: {},
  }
}

export function toStreak(row: unknown): StreakSettings {
  return applyStreakPatch(defaultStreak, fromRow(storedStreakSchema, row))
}

export function toHistoryEntry(row: unknown): HistoryEntry {
  const { source, at, ...entry } = fromRow(historySchema, row)
  return { ...entry, ...(source !== null && { source }), at: new Date(at).toISOString() }
}

/** Each leaf once, the last word counts, in the order of the first: one insert can touch a row only once. */
export function fromChanges(changes: readonly PreferenceChange[]): string {
  const rows = changes.map(({ type, channel, enabled }) => ({ type, channel, enabled }))
  return JSON.stringify([...new Map(rows.map((row) => [preferenceKey(row), row])).values()])
}

/** Where a page ended, in a form that invites nobody to read or make one. */
function toCursor(id: string): string {
  const bytes = new TextEncoder().encode(id)
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * The id after which a page begins.
 * @throws IdentikitError `invalid`
 */
export function fromCursor(cursor: string): string {
  const id = decoded(cursor)
  // What another way of writing would also decode to is refused too.
  if (id && toCursor(id) === cursor) return id
  throw invalid('users.list', { cursor: 'is not one that a page before ended with' })
}

function decoded(cursor: string): string | undefined {
  try {
    const bytes = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'))
    const decoder = new TextDecoder('utf-8', { fatal: true })
    return decoder.decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
  } catch {
    return undefined
  }
}
