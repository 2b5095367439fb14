'use client'
import { ownChannelName } from '../../core/messages/sharedMessages.js'
import { isOn, disabledParents, type Preferences } from '../../core/preferences/preferences.js'
import { useSharedMessages } from '../environment/useSharedMessages.js'
import { usePreferenceSnapshot } from './usePreferenceSnapshot.js'
import { useStores } from '../store/stores.js'

/** Says where a type reaches the person now, e.g. "Email, Push"; renders only when that changes. */
export function usePreferenceSummary(typeId: string): string {
  const messages = useSharedMessages()
  const { capabilities } = useStores('usePreferenceSummary()')
  const { summary, summaryNone } = messages.preferences
  return usePreferenceSnapshot('usePreferenceSummary()', ({ data }) => {
    const names = reachedBy(data, typeId).map((channel) => ownChannelName(messages, data, channel))
    return names.length > 0 ? summary(names) : summaryNone
  })

  function reachedBy(data: Preferences | undefined, id: string): string[] {
    const rules = capabilities()?.preferences?.rules
    const type = data?.types.find((one) => one.id === id)
    return Object.entries(type?.channels ?? {})
      .filter(([, setting]) => isOn(setting))
      .map(([channel]) => channel)
      .filter(
        (channel) =>
          !(data && rules && disabledParents(data, { type: id, channel }, rules).length > 0),
      )
  }
}
