'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useMessages } from '../../react/environment/useMessages.js'
import { partProps } from '../ui/partProps.js'
import { useProfileEditorState } from './profileEditorState.js'
import { ProfileField } from './ProfileField.js'

export type ProfileFieldsProps = HTMLAttributes<HTMLDivElement>

const skeletonRows = [0, 1, 2, 3]

/**
 * The fields that the editor shows; children replace them. While there are none: their shape, a failed load with Retry, or that nothing
 * can be changed here. Renders a `<div>`.
 */
export const ProfileFields = forwardRef<HTMLDivElement, ProfileFieldsProps>(function ProfileFields(
  { children, ...props },
  ref,
): JSX.Element {
  const { profile, fields, configOf } = useProfileEditorState('ProfileFields')
  const messages = useMessages()
  const { profile: t, retry } = messages
  const { status, loadError: error, reload } = profile
  if (status === 'loading') {
    return (
      <div {...partProps('profile-fields', props)} ref={ref} aria-hidden="true">
        {skeletonRows.map((row) => (
          <div key={row} className="ik-profile-skeleton">
            <span className="ik-profile-skeleton-label" />
            <span className="ik-profile-skeleton-input" />
          </div>
        ))}
      </div>
    )
  }
  if (status === 'ready' && (children || fields.length > 0)) {
    return (
      <div {...partProps('profile-fields', props)} ref={ref}>
        {children ??
          fields.map((field) => <ProfileField key={configOf(field).key} field={field} />)}
      </div>
    )
  }
  const isFailed = status === 'failed'
  const other = status === 'signed-out' ? t.signedOut : t.unsupported
  const sentence = isFailed ? t.loadFailed : other
  return (
    <div {...partProps('profile-notice', props)} ref={ref}>
      <p className="ik-profile-notice-text">{sentence}</p>
      {isFailed && error && (
        <p className="ik-profile-notice-detail">{errorText(messages, error)}</p>
      )}
      {isFailed && (
        <button
          type="button"
          className="ik-button"
          onClick={({ currentTarget }) => {
            // The button goes; the keyboard must not fall out of the page with it.
            currentTarget.closest<HTMLElement>('.ik-profile-editor')?.focus()
            void reload()
          }}
        >
          {retry}
        </button>
      )}
    </div>
  )
})
