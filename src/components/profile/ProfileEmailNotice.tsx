'use client'
import { useState, type JSX } from 'react'
import { useMessages } from '../../react/environment/useMessages.js'
import { useProfileEditorState } from './profileEditorState.js'

export interface ProfileEmailNoticeProps {
  /** Where the focus goes when its buttons go. */
  readonly inputId: string
}

/** Says which address waits for a confirmation, and which one is still in use. Renders a `<div>`, and nothing where none waits. */
export function ProfileEmailNotice({ inputId }: ProfileEmailNoticeProps): JSX.Element | null {
  const { profile, say } = useProfileEditorState('ProfileEmailNotice')
  const { profile: t } = useMessages()
  const [failed, setFailed] = useState<{ readonly pending: string; readonly text: string }>()
  const { email, user } = profile
  const { pending, wait, resend, cancel } = email
  if (pending === undefined) return null

  function tell(text: string, trouble: string | undefined): void {
    setFailed(
      trouble === undefined || pending === undefined ? undefined : { pending, text: trouble },
    )
    say(trouble ?? text)
  }

  async function resent(next: string): Promise<void> {
    if (wait > 0) return
    const trouble = await resend?.()
    tell(t.resentEmail(next), trouble && (trouble.text ?? t.emailNotRequested))
  }

  async function canceled(): Promise<void> {
    const trouble = await cancel?.()
    tell(t.canceledEmail, trouble && t.emailNotCanceled)
    if (!trouble) document.getElementById(inputId)?.focus()
  }

  return (
    <div className="ik-profile-email-notice">
      <p className="ik-profile-email-text">
        {user?.email === undefined
          ? t.pendingFirstEmail(pending)
          : t.pendingEmail(pending, user.email)}
      </p>
      {failed?.pending === pending && <p className="ik-field-error">{failed.text}</p>}
      <span className="ik-profile-choices">
        {resend && (
          <button
            type="button"
            className="ik-button"
            aria-disabled={wait > 0 || undefined}
            onClick={() => void resent(pending)}
          >
            {wait > 0 ? t.resendEmailIn(wait) : t.resendEmail}
          </button>
        )}
        {cancel && (
          <button type="button" className="ik-button" onClick={() => void canceled()}>
            {t.cancelEmail}
          </button>
        )}
      </span>
    </div>
  )
}
