'use client'
import { forwardRef, type HTMLAttributes, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { LoadNotice } from '../ui/LoadNotice.js'
import { partProps } from '../ui/partProps.js'
import { useProfileEditorState } from './profileEditorState.js'
import { ProfileField } from './ProfileField.js'

/** The props of `ProfileFields`. */
export type ProfileFieldsProps = HTMLAttributes<HTMLDivElement>

const skeletonRows = [0, 1, 2, 3]

/**
 * Renders a `<div>` with the fields of the profile editor, which children replace. Without data, it shows a skeleton, a failed load with
 * Retry, or why there is nothing to edit.
 * @example
 * <ProfileEditor>
 *   <ProfileFields />
 *   <ProfileActions />
 * </ProfileEditor>
 */
export const ProfileFields = forwardRef<HTMLDivElement, ProfileFieldsProps>(function ProfileFields(
  { children, ...props },
  ref,
): JSX.Element {
  const { profile, fields, getConfig } = useProfileEditorState('ProfileFields')
  const { profile: t } = useProfileMessages()
  const { status } = profile
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
          fields.map((field) => <ProfileField key={getConfig(field).key} field={field} />)}
      </div>
    )
  }
  const texts = { 'signed-out': t.signedOut, failed: t.loadFailed } as const
  const text = status === 'failed' || status === 'signed-out' ? texts[status] : t.unsupported
  return (
    <div {...partProps('notice', props)} ref={ref}>
      <LoadNotice load={profile} text={text} />
    </div>
  )
})
