import * as z from 'zod/mini'
import { wireMapSchema } from '../../core/json.js'
import type {
  NotificationType,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import type { StreakInfo, StreakPatch, StreakSettings } from '../../core/streak/streak.js'
import { applyTraits, type Traits } from '../../core/user/traits.js'
import type { User, UserPatch } from '../../core/user/user.js'

const text = z.nullish(z.string())
const flag = z.nullish(z.boolean())

/** All but the id is optional: the samples of Trophy's docs leave out what its specification requires. */
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
})

type UserWire = z.infer<typeof userSchema>

export function toUser(wire: UserWire): User {
  const { id, name, email, tz, signUpDate, subscribeToEmails, control, ...more } = wire
  const { attributes: _, deviceTokens, ...rest } = more
  const fields = { name, email, timezone: tz, createdAt: signUpDate, subscribeToEmails, control }
  const given = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  return {
    id,
    ...(Object.fromEntries(given) as Partial<User>),
    traits: toTraits(wire),
    ...(deviceTokens && { devices: deviceTokens.map((token) => ({ token })) }),
    rest,
  }
}

/** The attributes that have a value. */
export function toTraits({ attributes }: Pick<UserWire, 'attributes'>): Traits {
  const given = Object.entries(attributes ?? {}).filter(([, value]) => value !== null)
  return Object.fromEntries(given)
}

/** The body of a write. `stored` is under `traits`: whether a map that is sent replaces the stored one is not published. */
export function fromPatch(patch: UserPatch, stored: Traits = {}): Record<string, unknown> {
  const { name, email, timezone, createdAt, subscribeToEmails, traits } = patch
  const hasTraits = traits !== undefined && Object.keys(traits).length > 0
  return {
    name,
    email,
    tz: timezone,
    signUpDate: createdAt ? signUpDay(createdAt, timezone) : createdAt,
    subscribeToEmails,
    ...(hasTraits && { attributes: applyTraits(stored, traits, { merge: 'key' }) }),
  }
}

/**
 * The day in UTC, as Trophy keeps it (OpenAPI 1.24, `signUpDate`). It must not be after today in the person's own time zone, where a moment
 * of the evening may lie in tomorrow's UTC: then it is the day that it is there.
 */
function signUpDay(createdAt: string, timezone: string | null | undefined): string {
  const at = Date.parse(createdAt)
  const day = new Date(at).toISOString().slice(0, 10)
  if (!timezone || !createdAt.includes('T')) return day
  try {
    return day <= dayIn(timezone, Date.now()) ? day : dayIn(timezone, at)
  } catch {
    // A zone that this engine does not know.
    return day
  }
}

/** @throws RangeError */
function dayIn(timezone: string, at: number): string {
  const numeric = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: timezone } as const
  const parts = new Intl.DateTimeFormat('en', numeric).formatToParts(at)
  return ['year', 'month', 'day']
    .map((name) => parts.find(({ type }) => type === name)?.value)
    .join('-')
}

export type Notifications = Readonly<Record<string, readonly string[] | null>>

const listSchema = z.nullable(z.array(z.string()))

function isNotifications(input: unknown): input is Notifications {
  const isMap = wireMapSchema.safeParse(input).success
  return isMap && Object.values(input as object).every((one) => listSchema.safeParse(one).success)
}

const streakSchema = z.looseObject({
  enabled: flag,
  evaluationMode: text,
  metrics: z.nullish(z.array(z.looseObject({ key: z.string(), threshold: z.number() }))),
  daysOff: z.nullish(z.array(z.number())),
})

export const preferencesSchema = z.looseObject({
  notifications: z.custom<Notifications>(isNotifications, 'must be lists of channels by type'),
  streak: z.nullish(streakSchema),
})

type PreferencesWire = z.infer<typeof preferencesSchema>

/** The channels that Trophy knows (OpenAPI 1.24, `NotificationChannel`). */
export const knownChannels = ['email', 'push'] as const

const words: readonly Pick<NotificationType, 'id' | 'label' | 'description'>[] = [
  {
    id: 'achievement_completed',
    label: 'Achievements',
    description: 'When you complete an achievement',
  },
  { id: 'recap', label: 'Recaps', description: 'A summary of your progress' },
  { id: 'reactivation', label: 'Reminders to return', description: 'When you have been away' },
  {
    id: 'streak_reminder',
    label: 'Streak reminders',
    description: 'Before your streak comes to an end',
  },
]

/** The types that Trophy knows (OpenAPI 1.24, `NotificationPreferences`). */
export const knownTypes: readonly string[] = words.map(({ id }) => id)

/** The four known types and whatever else is there; a type that is absent, or null, was never chosen. */
export function toPreferences(wire: PreferencesWire): Preferences {
  const { notifications, streak: _, ...rest } = wire
  const stored = new Map(Object.entries(notifications))
  const others = [...stored.keys()].filter((id) => !knownTypes.includes(id)).map((id) => ({ id }))
  const types = [...words, ...others].map((type): NotificationType => {
    const list = stored.get(type.id)
    const on = list && new Set(list)
    const channels = [...new Set<string>([...knownChannels, ...(on ?? [])])]
    const toSetting = (channel: string): PreferenceSetting => ({
      state: on ? (on.has(channel) ? 'on' : 'off') : 'unset',
    })
    return {
      ...type,
      channels: Object.fromEntries(channels.map((channel) => [channel, toSetting(channel)])),
    }
  })
  return { types, channels: {}, rest }
}

// `ALL` stands in the prose of Trophy's docs only; its API has `AND`.
const modes = new Map<unknown, 'and' | 'or'>([
  ['AND', 'and'],
  ['ALL', 'and'],
  ['OR', 'or'],
])

const weekdays = [0, 1, 2, 3, 4, 5, 6]

/**
 * Where nothing is set, a streak is on; the mode and metrics of the account are in no answer. A list that names something twice, or no
 * day, could never be written again: each is read once, and of two goals for one metric the last.
 */
export function toStreak({ streak }: PreferencesWire): StreakSettings {
  const evaluationMode = modes.get(streak?.evaluationMode)
  const goals = new Map((streak?.metrics ?? []).map(({ key, threshold }) => [key, threshold]))
  return {
    enabled: streak?.enabled ?? true,
    ...(evaluationMode && { evaluationMode }),
    metrics: [...goals].map(([key, threshold]) => ({ key, threshold })),
    daysOff: [...new Set(streak?.daysOff ?? [])].filter((one) => weekdays.includes(one)),
  }
}

export function fromStreak({ evaluationMode, ...patch }: StreakPatch): Record<string, unknown> {
  return { ...patch, ...(evaluationMode && { evaluationMode: evaluationMode.toUpperCase() }) }
}

export const metricsSchema = z.array(z.looseObject({ key: z.string(), name: text }))
export const streakStateSchema = z.looseObject({ length: z.nullish(z.number()), frequency: text })

const frequencies = ['daily', 'weekly', 'monthly'] as const

export function toStreakInfo(
  metrics: z.infer<typeof metricsSchema>,
  state: z.infer<typeof streakStateSchema>,
): StreakInfo {
  const frequency = frequencies.find((one) => one === state.frequency)
  return {
    metrics: metrics.map(({ key, name }) => ({ key, ...(typeof name === 'string' && { name }) })),
    ...(frequency && { frequency }),
    ...(typeof state.length === 'number' && { length: state.length }),
  }
}
