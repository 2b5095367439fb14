'use client'
import { useState, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { Button } from '../ui/Button.js'
import { getRoot } from '../ui/useFocusFallback.js'
import { useProfileEditorState } from './profileEditorState.js'

/** The props of `ProfileEmailNotice`. */
export interface ProfileEmailNoticeProps {
  /** The new address. */
  readonly pending: string
  /** The id of the input that gets the focus when the request is canceled. */
  readonly inputId: string
}

/** Renders a `<div>` about an email address that waits to be confirmed, with Resend and Cancel. */
export function ProfileEmailNotice({ pending, inputId }: ProfileEmailNoticeProps): JSX.Element {
  const { profile, announce } = useProfileEditorState('ProfileEmailNotice')
  const { profile: t } = useProfileMessages()
  const [failure, setFailure] = useState<string>()
  const { wait, resend, cancel } = profile.email
  const saved = profile.user?.email

  function report(success: string, error: string | undefined): void {
    setFailure(error)
    announce(error ?? success)
  }

  async function handleResend(): Promise<void> {
    if (wait > 0) return
    const error = await resend?.()
    report(t.resentEmail(pending), error && (error.text ?? t.emailNotRequested))
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
        {saved === undefined ? t.pendingFirstEmail(pending) : t.pendingEmail(pending, saved)}
      </p>
      {failure !== undefined && <p className="ik-field-error">{failure}</p>}
      <span className="ik-profile-choices">
        {resend && (
          <Button aria-disabled={wait > 0 || undefined} onClick={() => void handleResend()}>
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
