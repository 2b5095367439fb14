'use client'
import type { ChangeEntry } from '../../core/sync/changeLog.js'
import { getPreferenceName, type SharedMessages } from '../../core/messages/sharedMessages.js'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import { useSharedMessages } from '../environment/useSharedMessages.js'
import { useSaveAnnouncer } from '../store/useSaveAnnouncer.js'
import { useStores } from '../store/stores.js'

/** Returns one announcement for all saves and failures since the last one; empty while there is nothing to announce. */
export function usePreferenceAnnouncer(): string {
  const { preferences: store } = useStores('usePreferenceAnnouncer()')
  const messages = useSharedMessages()
  return useSaveAnnouncer(store, (data, ended) => formatSaves(messages, data, ended)).announcement
}

function formatSaves(
  messages: SharedMessages,
  data: Preferences | undefined,
  ended: readonly ChangeEntry<PreferenceChange>[],
): string {
  const { preferences: t } = messages
  const changes = (state: string) =>
    ended.filter((entry) => entry.state === state).flatMap((entry) => entry.changes)
  const name = (change: PreferenceChange) => getPreferenceName(messages, data, change)
  const saved = changes('saved')
  const failed = changes('failed')
  const [firstSaved] = saved
  const [firstFailed] = failed
  const parts = [
    firstSaved &&
      (saved.length > 1
        ? t.savedMany(saved.length)
        : (firstSaved.enabled ? t.savedOn : t.savedOff)(name(firstSaved))),
    firstFailed &&
      (failed.length > 1 ? t.notSavedMany(failed.length) : t.notSavedNamed(name(firstFailed))),
  ]
  return parts.filter(Boolean).join('. ')
}
