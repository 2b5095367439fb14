import * as z from 'zod/mini'
import { wireMapSchema } from '../../core/json.js'
import type {
  NotificationType,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { streakSchema } from './streakWire.js'

/** The channels that are on, by type; a type that is absent or `null` has no choice of the user. */
export type Notifications = Readonly<Record<string, readonly string[] | null>>

const channelsSchema = z.nullable(z.array(z.string()))

/** The preferences and streak settings of a user. */
export const preferencesSchema = z.looseObject({
  notifications: z.custom<Notifications>((input) => {
    const { data } = wireMapSchema.safeParse(input)
    return data && Object.values(data).every((list) => channelsSchema.safeParse(list).success)
  }, 'must be lists of channels by type'),
  streak: z.nullish(streakSchema),
})

/** The channels of the API (OpenAPI 1.24, `NotificationChannel`). */
export const knownChannels: readonly string[] = ['email', 'push']

const typeTexts = [
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

/** The types of the API (OpenAPI 1.24, `NotificationPreferences`). */
export const knownTypes: readonly string[] = typeTexts.map(({ id }) => id)

/** Converts preferences. The known types come first, then any other stored type. */
export function toPreferences(wire: z.infer<typeof preferencesSchema>): Preferences {
  const { notifications, streak: _streak, ...rest } = wire
  const stored = new Map(Object.entries(notifications))
  const others = [...stored.keys()].filter((id) => !knownTypes.includes(id)).map((id) => ({ id }))
  const types = [...typeTexts, ...others].map((type): NotificationType => {
    const list = stored.get(type.id)
    const enabled = list && new Set(list)
    const channels = [...new Set([...knownChannels, ...(list ?? [])])]
    const settings = channels.map((channel): [string, PreferenceSetting] => [
      channel,
      { state: enabled ? (enabled.has(channel) ? 'on' : 'off') : 'unset' },
    ])
    return { ...type, channels: Object.fromEntries(settings) }
  })
  return { types, channels: {}, rest }
}
