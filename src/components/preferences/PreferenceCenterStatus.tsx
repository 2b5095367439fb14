'use client'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { useOnline } from '../../react/environment/useOnline.js'
import { usePreferenceAnnouncer } from '../../react/preferences/usePreferenceAnnouncer.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { getOfflineText } from '../ui/SaveBar.js'

/**
 * Renders a visually hidden `<div role="status">` that announces the load, that the browser is offline, and each save, several saves in one
 * sentence.
 */
export function PreferenceCenterStatus() {
  const messages = usePreferenceMessages()
  const { preferences: t } = messages
  const { status } = usePreferenceStatus()
  const isOnline = useOnline()
  const announcement = usePreferenceAnnouncer()
  const loadText = status === 'loading' ? t.loading : status === 'failed' && t.loadFailed
  return (
    <div role="status" className="ik-preference-center-status ik-visually-hidden">
      {[loadText, isOnline ? announcement : getOfflineText(messages, status)]
        .filter(Boolean)
        .join(' ')}
    </div>
  )
}
