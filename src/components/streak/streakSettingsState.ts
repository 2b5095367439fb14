import type { UseStreakResult } from '../../react/streak/useStreak.js'
import { createPartContext } from '../ui/partProps.js'

export interface StreakSettingsState extends UseStreakResult {
  /** Says something in the live region. */
  readonly announce: (text: string) => void
}

export const [StreakSettingsProvider, useStreakSettingsState] =
  createPartContext<StreakSettingsState>('StreakSettings')
