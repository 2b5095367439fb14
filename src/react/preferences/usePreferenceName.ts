'use client'
import type { PreferenceTarget } from '../../core/preferences/preferences.js'
import { useSharedMessages } from '../environment/useSharedMessages.js'
import { usePreferenceSnapshot } from './usePreferenceSnapshot.js'
import { getPreferenceName } from '../../core/messages/preferenceNames.js'

/**
 * Returns the name of a setting, by type and channel. No two settings share a name.
 * @example
 * const name = usePreferenceName({ type: 'weekly-recap', channel: 'email' }) // 'Weekly recap, Email'
 */
export function usePreferenceName(target: PreferenceTarget): string {
  const messages = useSharedMessages()
  return usePreferenceSnapshot(({ data }) => getPreferenceName(messages, data, target))
}
