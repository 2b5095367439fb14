'use client'
import { useEffect, useRef, type JSX } from 'react'
import { isProfileDirty, useProfilePart } from '../../react/profile/useProfilePart.js'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { useSnapshot } from '../../react/store/useSnapshot.js'
import { useProfileEditorState } from './profileEditorState.js'

/** The props of `ProfileStatus`. */
export interface ProfileStatusProps {
  readonly onDirtyChange: ((isDirty: boolean) => void) | undefined
}

/** Renders the live region of the profile editor, and asks before the page is closed with unsaved changes. */
export function ProfileStatus({ onDirtyChange }: ProfileStatusProps): JSX.Element {
  const { profile, announcement } = useProfileEditorState('ProfileStatus')
  const { profile: t } = useProfileMessages()
  const { status, isOnline } = profile
  const text = useSnapshot(announcement, (whole) => whole)
  const isDirty = useProfilePart(profile, (state) => isProfileDirty(profile, state))
  const latest = useRef(onDirtyChange)
  useEffect(() => {
    // An announcement about a save ends with the next edit.
    if (isDirty) announcement.set('')
  }, [announcement, isDirty])
  useEffect(() => {
    latest.current = onDirtyChange
  })
  useEffect(() => {
    if (!isDirty) return undefined
    latest.current?.(true)
    const ask = (event: Event) => event.preventDefault()
    // Only then, since pages with this listener aren't kept for the Back button in some browsers.
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      latest.current?.(false)
    }
  }, [isDirty])
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
