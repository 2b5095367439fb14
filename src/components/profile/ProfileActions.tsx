'use client'
import { forwardRef, useEffect, useState, type HTMLAttributes, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { isProfileDirty, useProfilePart } from '../../react/profile/useProfilePart.js'
import { Button } from '../ui/Button.js'
import { Icon } from '../ui/Icon.js'
import { checkPath } from '../ui/iconPaths.js'
import { partProps } from '../ui/partProps.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { findEditor, useProfileEditorState } from './profileEditorState.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** The props of `ProfileActions`. */
export type ProfileActionsProps = HTMLAttributes<HTMLDivElement>

/** Milliseconds for which the bar says that the changes are saved. */
const doneTime = 2500

/**
 * Renders a `<div>` with the Save and Discard buttons and the status of the save, which stays at the bottom of the visible part of the form.
 * After a save it says so for 2.5 s; without unsaved changes it renders nothing.
 * @example
 * <ProfileEditor>
 *   <ProfileFields />
 *   <ProfileActions />
 * </ProfileEditor>
 * @selector [data-save="idle"] [data-save="saving"] [data-save="saved"] [data-save="requested"] [data-save="failed"] [data-save="blocked"] [data-save="offline"] the status of the last save
 */
export const ProfileActions = forwardRef<HTMLDivElement, ProfileActionsProps>(
  function ProfileActions(props, ref): JSX.Element | null {
    const { profile, blockedCount, discard } = useProfileEditorState('ProfileActions')
    const messages = useProfileMessages()
    const buttons = useFocusFallback(findEditor)
    const { profile: t } = messages
    const { isOnline } = profile
    const { isDirty, saveStatus, saveError } = useProfilePart(profile, (state) => ({
      isDirty: isProfileDirty(profile, state),
      saveStatus: state.saveStatus,
      saveError: state.saveError,
    }))
    const isSaving = saveStatus === 'saving'
    const hasSaved = saveStatus === 'saved' || saveStatus === 'requested'
    const isDone = hasSaved && !isDirty
    const isOver = useDelay(isDone, doneTime)
    if (!isDirty && !isSaving && (!isDone || isOver)) return null

    function getText(): string {
      if (isSaving) return t.saving
      if (isDone) return saveStatus === 'saved' ? t.saved : t.requestedEmail
      if (!isOnline) return t.offline
      if (saveStatus === 'blocked' && blockedCount > 0) return t.checkFields(blockedCount)
      if (saveStatus === 'failed' && saveError) return t.notSaved(getErrorText(messages, saveError))
      return t.unsaved
    }

    return (
      // A mouse press must not blur a field: its error would appear and move the bar away from the pointer.
      <div
        {...partProps('profile-actions', props)}
        ref={ref}
        role="presentation"
        data-save={isOnline ? (hasSaved && isDirty ? 'idle' : saveStatus) : 'offline'}
        onMouseDown={(event) => event.preventDefault()}
      >
        {isDone && <Icon path={checkPath} />}
        <span className="ik-profile-actions-text">{getText()}</span>
        {!isDone && (
          <span className="ik-profile-actions-buttons" ref={buttons}>
            <Button
              className="ik-button-quiet"
              aria-disabled={isSaving || undefined}
              onClick={discard}
            >
              {t.discard}
            </Button>
            <Button
              type="submit"
              className="ik-button-primary"
              aria-disabled={isSaving || undefined}
            >
              {t.save}
            </Button>
          </span>
        )}
      </div>
    )
  },
)

/** Returns whether a condition has been true for a time. */
function useDelay(condition: boolean, time: number): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!condition) return undefined
    const timer = setTimeout(() => setOver(true), time)
    return () => {
      clearTimeout(timer)
      setOver(false)
    }
  }, [condition, time])
  return isOver
}
