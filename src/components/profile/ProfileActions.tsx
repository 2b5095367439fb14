'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { useFocusFallback } from '../ui/useFocusFallback.js'
import { partProps } from '../ui/partProps.js'
import { findEditor, useProfileEditorState } from './profileEditorState.js'

export type ProfileActionsProps = HTMLAttributes<HTMLDivElement>

/**
 * Says that there are unsaved changes, with Discard and Save; how the save is doing; that the browser is offline. Renders a `<div>`, and
 * nothing where there is nothing to save.
 * @selector [data-save="idle"] [data-save="saving"] [data-save="saved"] [data-save="requested"] [data-save="failed"] [data-save="blocked"] [data-save="offline"] how the last save is doing
 */
export const ProfileActions = forwardRef<HTMLDivElement, ProfileActionsProps>(
  function ProfileActions(props, ref): JSX.Element | null {
    const { profile, blocked, discard } = useProfileEditorState('ProfileActions')
    const messages = useMessages()
    const buttons = useFocusFallback(findEditor)
    const { profile: t } = messages
    const { isDirty, isOnline, saveStatus, saveError: error } = profile
    const isSaving = saveStatus === 'saving'
    const isEnded = saveStatus === 'saved' || saveStatus === 'requested'
    const isDone = isEnded && !isDirty
    if (!isDirty && !isSaving && !isDone) return null

    function text(): string {
      if (isSaving) return t.saving
      if (isDone) return saveStatus === 'saved' ? t.saved : t.requestedEmail
      if (!isOnline) return t.offline
      if (saveStatus === 'blocked' && blocked > 0) return t.checkFields(blocked)
      if (saveStatus === 'failed' && error) return t.notSaved(errorText(messages, error))
      return t.unsaved
    }

    return (
      // A field that is left says what is wrong with it, and the bar must not move from under the pointer.
      <div
        {...partProps('profile-actions', props)}
        ref={ref}
        role="presentation"
        data-save={isOnline ? (isEnded && isDirty ? 'idle' : saveStatus) : 'offline'}
        onMouseDown={(event) => event.preventDefault()}
      >
        <span className="ik-profile-actions-text">{text()}</span>
        {!isDone && (
          <span className="ik-profile-actions-buttons" ref={buttons}>
            <button
              type="button"
              className="ik-button"
              aria-disabled={isSaving || undefined}
              onClick={discard}
            >
              {t.discard}
            </button>
            <button
              type="submit"
              className="ik-button ik-button-primary"
              aria-disabled={isSaving || undefined}
            >
              {t.save}
            </button>
          </span>
        )}
      </div>
    )
  },
)
