'use client'
import type { RegisteredTypeId } from '../../core/preferences/registeredCatalog.js'
import { isOn, getDisabledParents, type Preferences } from '../../core/preferences/preferences.js'
import { usePreferenceMessages } from '../messages/usePreferenceMessages.js'
import { getPreferenceStore } from './preferenceStore.js'
import { getRowTopic } from './preferenceTopics.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getChannelName } from '../../core/messages/preferenceNames.js'

/**
 * Returns the channels on which a type is delivered now, e.g. "Email, Push". Renders when that changes.
 * @example
 * const summary = usePreferenceSummary('weekly-recap')
 */
export function usePreferenceSummary(typeId: RegisteredTypeId): string {
  const messages = usePreferenceMessages()
  const stores = useStores('usePreferenceSummary()')
  const select = ({ data }: { readonly data: Preferences | undefined }): string => {
    const rules = stores.capabilities()?.preferences?.rules
    const channels = data?.types.find(({ id }) => id === typeId)?.channels ?? {}
    const isDelivered = (channel: string) =>
      isOn(channels[channel]) &&
      !(data && rules && getDisabledParents(data, { type: typeId, channel }, rules).length > 0)
    const names = Object.keys(channels)
      .filter(isDelivered)
      .map((channel) => getChannelName(messages, data, channel))
    const { summary, summaryNone } = messages.preferences
    return names.length > 0 ? summary(names) : summaryNone
  }
  return useSnapshot(getPreferenceStore(stores), select, { topic: getRowTopic(typeId) })
}
