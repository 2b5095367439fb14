'use client'
import { getPreferenceName } from '../../core/messages/preferenceNames.js'
import type { PreferenceTarget } from '../../core/preferences/preferences.js'
import { usePreferenceMessages } from '../messages/usePreferenceMessages.js'
import { useStores } from '../store/stores.js'
import { outlineTopic } from './preferenceTopics.js'
import { usePreferenceSnapshot, type PreferenceSnapshot } from './usePreferenceSnapshot.js'

/**
 * Returns the name of a setting, by type and channel. No two settings share a name.
 * @example
 * const name = usePreferenceName({ type: 'weekly-recap', channel: 'email' }) // 'Weekly recap, Email'
 */
export function usePreferenceName(target: PreferenceTarget): string {
  const messages = usePreferenceMessages()
  const stores = useStores('usePreferenceName()')
  const select = ({ data }: PreferenceSnapshot) => getPreferenceName(messages, data, target)
  return usePreferenceSnapshot(stores, select, outlineTopic)
}
