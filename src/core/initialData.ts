import type { Capabilities } from './capabilities.js'
import type { Preferences } from './preferences/preferences.js'
import type { Schedule } from './schedule/schedule.js'
import type { StreakInfo, StreakSettings } from './streak/streak.js'
import type { User } from './user/user.js'

/**
 * The data that was read on the server, so that the first HTML contains it and the browser doesn't request it again: the result of
 * `handler.read()`.
 */
export interface InitialData {
  /** What the browser may do, so that server and browser render the same. */
  readonly capabilities: Capabilities | undefined
  /** The profile. */
  readonly user?: User | undefined
  /** The notification preferences. */
  readonly preferences?: Preferences | undefined
  /** The streak settings. */
  readonly streak?: StreakSettings | undefined
  /** The metrics of the service and the length of the streak. */
  readonly streakInfo?: StreakInfo | undefined
  /** When the user wants messages. */
  readonly schedule?: Schedule | undefined
}
