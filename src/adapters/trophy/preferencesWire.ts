import * as z from 'zod/mini'
import { isMap } from '../../core/json.js'
import type {
  NotificationType,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import type { JsonPath } from '../http/parseParts.js'
import { streakSchema } from './streakWire.js'

/**
 * The channels that are on, by type; a type that is absent or `null` has no choice of the user. A type that is not a list is not as
 * documented.
 */
export type Notifications = Readonly<Record<string, unknown>>

/**
 * The preferences and streak settings of a user. Preferences are not validated, so that an odd part is shown as read-only and reported,
 * see {@link findOddNotifications}. An object with an `error` is something else, even with a success status.
 */
export const preferencesSchema = z
  .looseObject({ notifications: z.optional(z.unknown()), streak: z.nullish(streakSchema) })
  .check(
    z.refine(
      (answer) =>
        (answer['error'] ?? null) === null &&
        ['notifications', 'streak'].some((key) => Object.hasOwn(answer, key)),
      'must be preferences',
    ),
  )

/** Returns the channels of a type that are on; `undefined` without a choice, `null` if they cannot be read. */
export function getEnabledChannels(
  notifications: unknown,
  type: string,
): readonly string[] | null | undefined {
  if (!isMap(notifications ?? {})) return null
  const list =
    isMap(notifications) && Object.hasOwn(notifications, type) ? notifications[type] : null
  if (list === null || list === undefined) return undefined
  return Array.isArray(list) ? list.filter((channel) => typeof channel === 'string') : null
}

/** Returns the paths of the parts of preferences that are not as documented. */
export function findOddNotifications(answer: unknown): readonly JsonPath[] {
  const { notifications } = Object(answer) as { readonly notifications?: unknown }
  if (!isMap(notifications)) return [['notifications']]
  return Object.entries(notifications).flatMap(([type, list]): readonly JsonPath[] => {
    if (!Array.isArray(list ?? [])) return [['notifications', type]]
    const channels: readonly unknown[] = Array.isArray(list) ? list : []
    return channels.flatMap((channel, index) =>
      typeof channel === 'string' ? [] : [['notifications', type, index]],
    )
  })
}

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
  const stored = isMap(notifications) ? Object.keys(notifications) : []
  const others = stored.filter((id) => !knownTypes.includes(id)).map((id) => ({ id }))
  const types = [...typeTexts, ...others].map((type): NotificationType => {
    const list = getEnabledChannels(notifications, type.id)
    const enabled = list && new Set(list)
    const channels = [...new Set([...knownChannels, ...(list ?? [])])]
    const unknown = list === null ? 'conditional' : 'unset'
    const settings = channels.map((channel): [string, PreferenceSetting] => [
      channel,
      { state: enabled ? (enabled.has(channel) ? 'on' : 'off') : unknown },
    ])
    return { ...type, channels: Object.fromEntries(settings) }
  })
  return { types, channels: {}, rest }
}
