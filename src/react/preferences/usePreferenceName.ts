'use client'
import { getPreferenceName } from '../../core/messages/preferenceNames.js'
import type { PreferenceTarget } from '../../core/preferences/preferences.js'
import { usePreferenceMessages } from '../messages/usePreferenceMessages.js'
import { getPreferenceStore } from './preferenceStore.js'
import { outlineTopics } from './preferenceTopics.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/**
 * Returns the name of a setting, by type and channel. No two settings share a name.
 * @example
 * const name = usePreferenceName({ type: 'weekly-recap', channel: 'email' }) // 'Weekly recap, Email'
 */
export function usePreferenceName(target: PreferenceTarget): string {
  const messages = usePreferenceMessages()
  const preferences = getPreferenceStore(useStores('usePreferenceName()'))
  return useSnapshot(preferences, ({ data }) => getPreferenceName(messages, data, target), {
    topics: outlineTopics,
  })
}
