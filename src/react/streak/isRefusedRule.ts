import { getStreakSettingKey, type StreakChange } from '../../core/streak/streakChanges.js'
import type { ChangeEntry } from '../../core/sync/changeLog.js'

/** Returns whether the service refused to change the rule, as Trophy does (403) where users may not change it. */
export function isRefusedRule({ error, change }: ChangeEntry<StreakChange>): boolean {
  if (error?.code !== 'locked' && error?.code !== 'forbidden') return false
  return getStreakSettingKey(change) !== 'enabled'
}
