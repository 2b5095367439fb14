'use client'
import type { RegisteredTypeId } from '../../core/preferences/registeredCatalog.js'
import { isOn, getDisabledParents, getSetting } from '../../core/preferences/preferences.js'
import { usePreferenceMessages } from '../messages/usePreferenceMessages.js'
import { getOutlineSelector } from './outlineSelector.js'
import { getPreferenceStore } from './preferenceStore.js'
import { getRowTopic, outlineTopic } from './preferenceTopics.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import type { PreferenceSnapshot } from './usePreferenceSnapshot.js'
import { getChannelName } from '../../core/messages/preferenceNames.js'

/**
 * Returns the channels on which a type is delivered now, e.g. "Email, Push", or those that are on for all types without an id. Renders when
 * that changes.
 * @example
 * const summary = usePreferenceSummary('weekly-recap')
 */
export function usePreferenceSummary(typeId?: RegisteredTypeId): string {
  const messages = usePreferenceMessages()
  const stores = useStores('usePreferenceSummary()')
  const selectOutline = getOutlineSelector(stores)
  const select = (snapshot: PreferenceSnapshot): string => {
    const { data } = snapshot
    const rules = stores.capabilities()?.preferences?.rules
    const isDelivered = (channel: string) => {
      const target = { type: typeId, channel }
      return (
        isOn(getSetting(data, target)) &&
        !(data && rules && getDisabledParents(data, target, rules).length > 0)
      )
    }
    const names = (selectOutline(snapshot)?.columns ?? [])
      .filter(isDelivered)
      .map((channel) => getChannelName(messages, data, channel))
    const { summary, summaryNone } = messages.preferences
    return names.length > 0 ? summary(names) : summaryNone
  }
  return useSnapshot(getPreferenceStore(stores), select, {
    topic: typeId === undefined ? outlineTopic : getRowTopic(typeId),
  })
}
