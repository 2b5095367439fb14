import * as z from 'zod/mini'
import type { UserPage, UserWithPreferences } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import type { HistoryEntry } from '../../core/history/history.js'
import { jsonSchema } from '../../core/jsonSchemas.js'
import { parseJson } from '../../core/parseJson.js'
import {
  frequencies,
  isFrequency,
  type FrequencySetting,
} from '../../core/preferences/frequencies.js'
import { preferenceKey } from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { applySchedulePatch, defaultSchedule, type Schedule } from '../../core/schedule/schedule.js'
import { scheduleSchema } from '../../core/schedule/scheduleSchema.js'
import { applyStreakPatch, defaultStreak } from '../../core/streak/streak.js'
import { streakSchema } from '../../core/streak/streakSchema.js'
import type { StreakSettings } from '../../core/streak/streak.js'
import { userFields } from '../../core/user/fields.js'
import { userNotFound, type User } from '../../core/user/user.js'
import { readAvatarUrl } from '../../core/user/avatarUrl.js'
import { userSchema } from '../../core/user/userSchema.js'
import { toCursor } from '../http/cursor.js'

/** Every statement returns this one column, with JSON as text, because drivers convert `jsonb` differently. */
const rowSchema = z.object({ answer: z.nullable(z.string()) })

const partsSchema = z.array(z.unknown())
const choicesSchema = z.array(
  z.tuple([z.string(), z.string(), z.nullable(z.boolean()), z.nullable(z.string())]),
)
const storedStreakSchema = z.partial(streakSchema)
const storedScheduleSchema = z.partial(scheduleSchema)
const userPartsSchema = z.tuple([z.unknown(), z.unknown(), z.unknown()])
const historySchema = z.object({
  id: z.string(),
  member: z.string(),
  change: jsonSchema,
  scope: z.nullable(z.string()),
  source: z.nullable(z.string()),
  at: z.string(),
})

/**
 * Returns the text of a row's column.
 * @throws IdentikitError `bad-answer`
 */
export function getAnswer(row: unknown): string | null {
  const parsed = rowSchema.safeParse(row)
  if (parsed.success) return parsed.data.answer
  const what = 'createPostgresAdapter: query() returned unexpected rows.'
  throw new IdentikitError('bad-answer', what, { cause: parsed.error })
}

/**
 * Parses the JSON of a row. No row, and a row of null, mean that the user doesn't exist.
 * @throws IdentikitError `not-found`, `bad-answer`
 */
export function toJson(row: unknown): unknown {
  const answer = row === undefined ? null : getAnswer(row)
  if (answer === null) throw userNotFound('Postgres')
  return parse(() => parseJson(answer))
}

function parse<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (cause) {
    const what = 'The identikit tables in Postgres hold unexpected data.'
    throw new IdentikitError('bad-answer', what, { cause })
  }
}

/** Settings as `[type, channel]`, and the frequency of a type as `[type, null, 'frequency']`. */
const settings = z._default(z.array(z.array(z.nullable(z.string()))), [])

const writeSchema = z.object({
  data: z.optional(z.unknown()),
  /** The keys of a patch that hold a later write. */
  late: z._default(z.array(z.string()), []),
  /** The settings that hold a later write. */
  lateSettings: settings,
  /** The settings that exceed the limit. */
  refused: settings,
})

/** The result of a write. */
export type WriteResult = z.infer<typeof writeSchema>

/** Parses the row of a write. */
export const toWriteResult = (row: unknown): WriteResult => {
  const json = toJson(row)
  return parse(() => z.parse(writeSchema, json))
}

/**
 * Asserts the number of identified users.
 * @throws IdentikitError `bad-answer`
 */
export function assertCount(row: unknown, count: number): void {
  if (getAnswer(row) === String(count)) return
  throw new IdentikitError(
    'bad-answer',
    'Postgres identified another number of users than was sent.',
  )
}

/** Parses a user. The address of a picture is percent-encoded, since other programs write the table too. */
export function toUser(json: unknown): User {
  const user = parse(() => z.parse(userSchema, json)) as User
  return user.avatar === undefined ? user : { ...user, avatar: readAvatarUrl(user.avatar) }
}

/** Converts a user whose parts are in the order of the statement. A field that isn't set is null, and so is an empty list of devices. */
export function toListedUser(json: unknown): User {
  const [id, ...values] = parse(() => z.parse(partsSchema, json))
  const fields = userFields.flatMap((field, index) => {
    const value = values[index]
    return value === null ? [] : [[field, value] as const]
  })
  const [traits, devices] = values.slice(userFields.length)
  return toUser({ id, ...Object.fromEntries(fields), traits, devices: devices ?? [] })
}

/** Converts a user, their choices and their schedule. */
export function toUserWithPreferences(
  json: unknown,
  offered: Pick<Preferences, 'channels' | 'subscribed'>,
): UserWithPreferences {
  const [user, choices, schedule] = parse(() => z.parse(userPartsSchema, json))
  return {
    user: toListedUser(user),
    preferences: toPreferences(choices, offered),
    schedule: toSchedule(schedule),
  }
}

/** Converts users to a page. One user more than its size means that there is a next page. */
export function toPage(users: readonly User[], size: number): UserPage {
  const last = users[size - 1]
  if (users.length <= size || !last) return { users }
  return { users: users.slice(0, size), next: toCursor(last.id) }
}

/** Converts users to the page before a cursor. One user more than its size means that there is a page before it. */
export function toPageBefore(users: readonly User[], size: number, cursor: string): UserPage {
  const [first] = users
  if (users.length <= size || !first) return { users, next: cursor }
  return { users: users.slice(1), next: cursor, previous: toCursor(first.id) }
}

interface StoredType {
  setting?: PreferenceSetting
  frequency?: FrequencySetting
  readonly channels: Map<string, PreferenceSetting>
}

/** Merges stored choices into the settings that every user has, in linear time: a user may have thousands. */
export function toPreferences(
  json: unknown,
  offered: Pick<Preferences, 'channels' | 'subscribed'>,
): Preferences {
  const types = new Map<string, StoredType>()
  const channels = new Map(Object.entries(offered.channels))
  let { subscribed } = offered
  for (const [type, channel, enabled, frequency] of parse(() => z.parse(choicesSchema, json))) {
    // A frequency of a later version has no effect here.
    const value = isFrequency(frequency) ? frequency : undefined
    if (enabled === null && !value) continue
    const state = enabled ? 'on' : 'off'
    if (type === '') {
      if (channel === '') subscribed = { ...subscribed, state }
      else channels.set(channel, { ...channels.get(channel), state })
      continue
    }
    const chosen = types.get(type) ?? { channels: new Map<string, PreferenceSetting>() }
    types.set(type, chosen)
    if (value) chosen.frequency = { value, options: frequencies }
    if (enabled === null) continue
    if (channel === '') chosen.setting = { state }
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

/** Adds the defaults to stored streak settings. */
export function toStreak(json: unknown): StreakSettings {
  const stored = parse(() => z.parse(storedStreakSchema, json))
  return applyStreakPatch(defaultStreak, stored)
}

/** Adds the defaults to a stored schedule. */
export function toSchedule(json: unknown): Schedule {
  const stored = parse(() => z.parse(storedScheduleSchema, json))
  return applySchedulePatch(defaultSchedule, stored)
}

/** Converts a row of the history table. */
export function toHistoryEntry(row: unknown): HistoryEntry {
  const json = toJson(row)
  const { scope, source, at, ...entry } = parse(() => z.parse(historySchema, json))
  return {
    ...entry,
    ...(scope !== null && { scope }),
    ...(source !== null && { source }),
    at: new Date(at).toISOString(),
  }
}

/** Returns one change per setting: the last one, at the position of the first. One insert can change a row only once. */
export function fromChanges(changes: readonly PreferenceChange[]): readonly PreferenceChange[] {
  const rows = changes.map((change): PreferenceChange => {
    const { row: _, ...own } = change
    return own
  })
  return [...new Map(rows.map((row) => [preferenceKey(row), row])).values()]
}

const pruneSchema = z.object({
  deleted: z.number(),
  examined: z.number(),
  last: z.nullable(z.tuple([z.string(), z.string()])),
})

/** Parses the row of one batch of `pruneHistory()`. */
export const toPruneBatch = (row: unknown): z.infer<typeof pruneSchema> => {
  const json = toJson(row)
  return parse(() => z.parse(pruneSchema, json))
}
