import type { UseStreakResult } from '../react/useStreak.js'
import { createPartContext } from './part.js'

export interface StreakSettingsState extends UseStreakResult {
  /** Says something in the live region. */
  readonly say: (text: string) => void
}

export const [StreakSettingsProvider, useStreakSettingsState] =
  createPartContext<StreakSettingsState>('StreakSettings')
