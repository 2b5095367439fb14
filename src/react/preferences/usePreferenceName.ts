'use client'
import { preferenceName } from '../../core/messages/sharedMessages.js'
import type { PreferenceTarget } from '../../core/preferences/preferences.js'
import { useSharedMessages } from '../environment/useSharedMessages.js'
import { usePreferenceSnapshot } from './usePreferenceSnapshot.js'

/** What a switch is called, by type and channel: no two switches of a page share a name. */
export function usePreferenceName(leaf: PreferenceTarget): string {
  const messages = useSharedMessages()
  return usePreferenceSnapshot('usePreferenceName()', ({ data }) =>
    preferenceName(messages, data, leaf),
  )
}
