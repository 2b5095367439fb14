import type { UseStreakResult } from '../../react/streak/useStreak.js'
import { createPartContext } from '../ui/partProps.js'

/** The values that `StreakSettings` passes to its parts. */
export interface StreakSettingsState extends UseStreakResult {
  /** Announces a text in the live region. */
  readonly announce: (text: string) => void
}

/** The context of the parts of the streak settings. */
export const [StreakSettingsProvider, useStreakSettingsState] =
  createPartContext<StreakSettingsState>('StreakSettings')
