'use client'
import { useEffect, type JSX } from 'react'
import { isProfileDirty, useProfilePart } from '../../react/profile/useProfilePart.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { useSnapshot } from '../../react/store/useSnapshot.js'
import { useProfileEditorState } from './profileEditorState.js'

/** Renders the live region of the profile editor. */
export function ProfileStatus(): JSX.Element {
  const { profile, announcement } = useProfileEditorState('ProfileStatus')
  const { profile: t } = useProfileMessages()
  const { status, isOnline } = profile
  const text = useSnapshot(announcement, (whole) => whole)
  const isDirty = useProfilePart(profile, (state) => isProfileDirty(profile, state))
  useEffect(() => {
    // An announcement about a save ends with the next edit.
    if (isDirty) announcement.set('')
  }, [announcement, isDirty])
  useEffect(() => {
    // The announcement about being offline ends on reconnect.
    if (isOnline && announcement.getSnapshot() === t.offline) announcement.set('')
  }, [announcement, isOnline, t])
  const loadText = status === 'loading' ? t.loading : status === 'failed' && t.loadFailed
  return (
    <div role="status" className="ik-visually-hidden">
      {loadText || text}
    </div>
  )
}
