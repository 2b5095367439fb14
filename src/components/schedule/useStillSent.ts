'use client'
import { getTypeName } from '../../core/messages/preferenceNames.js'
import {
  getDisabledParents,
  getSetting,
  isOn,
  type NotificationType,
  type PreferenceRules,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { useLocale } from '../../react/environment/useLocale.js'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceSnapshot } from '../../react/preferences/usePreferenceSnapshot.js'
import { useStores } from '../../react/store/stores.js'

/** Returns the names of the types that are sent during a pause, as the delivery gate decides. */
export function useStillSent(): string {
  const stores = useStores('PauseAll')
  const messages = usePreferenceMessages()
  const locale = useLocale()
  return usePreferenceSnapshot(stores, ({ data }) => {
    const rules = stores.capabilities()?.preferences?.rules
    if (!data || !rules) return ''
    const sent = data.types.filter((type) => isSent(data, type, rules))
    const names = sent.map(({ id }) => getTypeName(messages, data, id))
    return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names)
  })
}

/** Returns whether a type has a setting that is on and locked, or that is on in an urgent type and that no parent overrides. */
function isSent(data: Preferences, type: NotificationType, rules: PreferenceRules): boolean {
  const { id, urgent } = type
  const channels = Object.keys(type.channels)
  const targets =
    channels.length > 0 ? channels.map((channel) => ({ type: id, channel })) : [{ type: id }]
  return targets.some((target) => {
    const setting = getSetting(data, target)
    if (!isOn(setting)) return false
    if (setting?.locked) return true
    return urgent && !setting?.pending && getDisabledParents(data, target, rules).length === 0
  })
}
