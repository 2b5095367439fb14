'use client'
import type { ChangeEntry } from '../../core/sync/changeLog.js'
import type { PreferenceTexts } from '../../core/messages/preferenceMessages.js'
import { getFrequency } from '../../core/preferences/frequencies.js'
import {
  getFrequencySetting,
  getSetting,
  isOn,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { usePreferenceMessages } from '../messages/usePreferenceMessages.js'
import { formatEnded, useSaveAnnouncer } from '../saving/useSaveAnnouncer.js'
import { getPreferenceStore } from './preferenceStore.js'
import { useStores } from '../store/stores.js'
import { getPreferenceName } from '../../core/messages/preferenceNames.js'

/** Returns one announcement for all saves and failures since the last one; empty while there is nothing to announce. */
export function usePreferenceAnnouncer(): string {
  const store = getPreferenceStore(useStores('usePreferenceAnnouncer()'))
  const messages = usePreferenceMessages()
  return useSaveAnnouncer(store, (data, ended) => formatSaves(messages, data, ended)).announcement
}

function formatSaves(
  messages: PreferenceTexts,
  data: Preferences | undefined,
  ended: readonly ChangeEntry<PreferenceChange>[],
): string {
  const name = (change: PreferenceChange) => getPreferenceName(messages, data, change)
  const formatSaved = (change: PreferenceChange) => {
    if (change.frequency === undefined)
      return (isTurnedOn(data, change) ? messages.savedOn : messages.savedOff)(name(change))
    const { options, savedAs } = messages.preferences.frequency
    const value = change.frequency ?? getFrequency(getFrequencySetting(data, change.type))
    return savedAs(name(change), options[value])
  }
  return formatEnded(messages, ended, name, formatSaved).join('. ')
}

/** Returns whether a setting is on after a change; without a choice it follows its default. */
function isTurnedOn(data: Preferences | undefined, change: PreferenceChange): boolean {
  return change.enabled ?? isOn(getSetting(data, change))
}
