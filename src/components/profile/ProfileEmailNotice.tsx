'use client'
import { useId, useState, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { mailPath } from '../ui/iconPaths.js'
import { Notice } from '../ui/Notice.js'
import { getRoot } from '../ui/useFocusFallback.js'
import { findEditor, useProfileEditorState } from './profileEditorState.js'

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
  const waitId = useId()
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

  async function handleCancel(button: HTMLElement): Promise<void> {
    const root = getRoot(button)
    const editor = findEditor(button)
    const error = await cancel?.()
    report(t.canceledEmail, error && t.emailNotCanceled)
    if (!error) (root.getElementById(inputId) ?? editor)?.focus()
  }

  return (
    <Notice
      icon={mailPath}
      actions={
        <>
          {resend && (
            <span>
              <button
                type="button"
                className="ik-link"
                data-tone={wait > 0 ? 'muted' : undefined}
                aria-disabled={wait > 0 || undefined}
                aria-describedby={waitId}
                onClick={() => void handleResend()}
              >
                {t.resendEmail}
              </button>
              <span className="ik-profile-email-wait" id={waitId}>
                {wait > 0 && ` ${t.resendEmailIn(wait)}`}
              </span>
            </span>
          )}
          {cancel && (
            <button
              type="button"
              className="ik-link"
              data-tone="plain"
              onClick={(event) => void handleCancel(event.currentTarget)}
            >
              {t.cancelEmail}
            </button>
          )}
        </>
      }
    >
      <p className="ik-profile-email-text">
        {saved === undefined ? t.pendingFirstEmail(pending) : t.pendingEmail(pending, saved)}
      </p>
      {failure !== undefined && <p className="ik-field-error">{failure}</p>}
    </Notice>
  )
}
