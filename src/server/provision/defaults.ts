import type { UserAdapter } from '../../core/adapter.js'
import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import type {
  ChannelSettings,
  Preferences,
  PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { filterPreferences } from '../preferences/catalogLimits.js'
import type { StreakInfo } from '../../core/streak/streak.js'
import type { User } from '../../core/user/user.js'

/** Returns the profile of a user who isn't identified yet. */
export const toNewUser = (id: string): User => ({ id, traits: {}, rest: {} })

/** The streak of a user who isn't identified yet. */
export const newStreakInfo: StreakInfo = { metrics: [], length: 0 }

const empty: Preferences = { types: [], channels: {}, rest: {} }

/**
 * Returns the preferences of a user who isn't identified yet. The browser adds its catalog. Where the handler can't identify the user,
 * every setting is locked, because a change could not be saved.
 */
export function getNewPreferences(
  { users, preferences }: UserAdapter,
  catalog: NotificationCatalog,
): Preferences {
  const { initial = empty } = preferences ?? {}
  const known = filterPreferences(initial, catalog)
  return users?.identify ? known : lock(applyCatalog(known, catalog))
}

function lock({ types, channels, subscribed, rest }: Preferences): Preferences {
  return {
    types: types.map(({ setting, frequency, ...type }) => ({
      ...type,
      ...(setting && { setting: lockSetting(setting) }),
      ...(frequency && { frequency: lockSetting(frequency) }),
      channels: lockAll(type.channels),
    })),
    channels: lockAll(channels),
    ...(subscribed && { subscribed: lockSetting(subscribed) }),
    rest,
  }
}

const lockSetting = <T extends Pick<PreferenceSetting, 'locked'>>(setting: T): T => ({
  ...setting,
  locked: setting.locked ?? {},
})

const lockAll = (settings: ChannelSettings): ChannelSettings =>
  Object.fromEntries(
    Object.entries(settings).map(([channel, setting]) => [channel, lockSetting(setting)]),
  )
