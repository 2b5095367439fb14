'use client'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { usePreferenceAnnouncer } from '../../react/preferences/usePreferenceAnnouncer.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'

/** Renders a visually hidden `<div role="status">` that announces the load and each save, several saves in one sentence. */
export function PreferenceCenterStatus() {
  const { preferences: t } = useSharedMessages()
  const { status } = usePreferenceStatus()
  const announcement = usePreferenceAnnouncer()
  const loadText = status === 'loading' ? t.loading : status === 'failed' && t.loadFailed
  return (
    <div role="status" className="ik-preference-center-status ik-visually-hidden">
      {loadText || announcement}
    </div>
  )
}
