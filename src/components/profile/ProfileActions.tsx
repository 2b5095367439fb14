'use client'
import type { HTMLAttributes, JSX } from 'react'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { part } from '../ui/partProps.js'
import { useProfileEditorState } from './profileEditorState.js'

export type ProfileActionsProps = HTMLAttributes<HTMLDivElement>

/**
 * Says that there are unsaved changes, with Discard and Save; how the save is doing; that the browser is offline. Renders a `<div>`, and
 * nothing where there is nothing to save.
 * @selector [data-save="idle"] [data-save="saving"] [data-save="saved"] [data-save="requested"] [data-save="failed"] [data-save="blocked"] [data-save="offline"] how the last save is doing
 */
export function ProfileActions(props: ProfileActionsProps): JSX.Element | null {
  const { profile, blocked, discard } = useProfileEditorState('ProfileActions')
  const messages = useMessages()
  const { profile: words } = messages
  const { isDirty, isOnline, saveState, error } = profile
  const isSaving = saveState === 'saving'
  const isEnded = saveState === 'saved' || saveState === 'requested'
  const isDone = isEnded && !isDirty
  if (!isDirty && !isSaving && !isDone) return null

  function text(): string {
    if (isSaving) return words.saving
    if (isDone) return saveState === 'saved' ? words.saved : words.requestedEmail
    if (!isOnline) return words.offline
    if (saveState === 'blocked' && blocked > 0) return words.checkFields(blocked)
    if (saveState === 'failed' && error) return words.notSaved(errorText(messages, error))
    return words.unsaved
  }

  return (
    // A field that is left says what is wrong with it, and the bar must not move from under the pointer.
    <div
      {...part('profile-actions', props)}
      role="presentation"
      data-save={isOnline ? (isEnded && isDirty ? 'idle' : saveState) : 'offline'}
      onMouseDown={(event) => event.preventDefault()}
    >
      <span className="ik-profile-actions-text">{text()}</span>
      {!isDone && (
        <span className="ik-profile-actions-buttons">
          <button
            type="button"
            className="ik-button"
            aria-disabled={isSaving || undefined}
            onClick={discard}
          >
            {words.discard}
          </button>
          <button
            type="submit"
            className="ik-button ik-button-primary"
            aria-disabled={isSaving || undefined}
          >
            {words.save}
          </button>
        </span>
      )}
    </div>
  )
}
