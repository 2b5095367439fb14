'use client'
import { useState, type JSX } from 'react'
import { useMessages } from '../../react/environment/useMessages.js'
import { Button } from '../ui/Button.js'
import { getRoot } from '../ui/useFocusFallback.js'
import { useProfileEditorState } from './profileEditorState.js'

/** The props of `ProfileEmailNotice`. */
export interface ProfileEmailNoticeProps {
  /** The id of the input that gets the focus when the request is canceled. */
  readonly inputId: string
}

/** Renders a `<div>` about an email address that waits to be confirmed, with Resend and Cancel, or nothing without one. */
export function ProfileEmailNotice({ inputId }: ProfileEmailNoticeProps): JSX.Element | null {
  const { profile, announce } = useProfileEditorState('ProfileEmailNotice')
  const { profile: t } = useMessages()
  const [failure, setFailure] = useState<{ readonly pending: string; readonly text: string }>()
  const { email, user } = profile
  const { pending, wait, resend, cancel } = email
  if (pending === undefined) return null

  function report(success: string, error: string | undefined): void {
    setFailure(error === undefined || pending === undefined ? undefined : { pending, text: error })
    announce(error ?? success)
  }

  async function handleResend(address: string): Promise<void> {
    if (wait > 0) return
    const error = await resend?.()
    report(t.resentEmail(address), error && (error.text ?? t.emailNotRequested))
  }

  async function handleCancel(button: Element): Promise<void> {
    const root = getRoot(button)
    const error = await cancel?.()
    report(t.canceledEmail, error && t.emailNotCanceled)
    if (!error) root.getElementById(inputId)?.focus()
  }

  return (
    <div className="ik-profile-email-notice">
      <p className="ik-profile-email-text">
        {user?.email === undefined
          ? t.pendingFirstEmail(pending)
          : t.pendingEmail(pending, user.email)}
      </p>
      {failure?.pending === pending && <p className="ik-field-error">{failure.text}</p>}
      <span className="ik-profile-choices">
        {resend && (
          <Button aria-disabled={wait > 0 || undefined} onClick={() => void handleResend(pending)}>
            {wait > 0 ? t.resendEmailIn(wait) : t.resendEmail}
          </Button>
        )}
        {cancel && (
          <Button onClick={(event) => void handleCancel(event.currentTarget)}>
            {t.cancelEmail}
          </Button>
        )}
      </span>
    </div>
  )
}
