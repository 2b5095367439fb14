'use client'
import { preferenceName } from '../core/messages.js'
import type { PreferenceLeaf } from '../core/preferences.js'
import { useMessages } from './useMessages.js'
import { usePreferenceSnapshot } from './usePreferenceSnapshot.js'

/** What a switch is called, by type and channel: no two switches of a page share a name. */
export function usePreferenceName(leaf: PreferenceLeaf): string {
  const messages = useMessages()
  return usePreferenceSnapshot('usePreferenceName()', ({ data }) =>
    preferenceName(messages, data, leaf),
  )
}
