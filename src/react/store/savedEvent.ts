import type { DeviceChange } from '../../core/devices/devices.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import type { SchedulePatch } from '../../core/schedule/schedule.js'
import type { StreakPatch } from '../../core/streak/streak.js'
import type { UserPatch } from '../../core/user/user.js'

/** What was saved: the argument of the provider's `onSaved`. */
export type SavedEvent =
  | { readonly resource: 'preferences'; readonly changes: readonly PreferenceChange[] }
  | { readonly resource: 'user'; readonly patch: UserPatch }
  | { readonly resource: 'streak'; readonly patch: StreakPatch }
  | { readonly resource: 'schedule'; readonly patch: SchedulePatch }
  | { readonly resource: 'devices'; readonly change: DeviceChange }
