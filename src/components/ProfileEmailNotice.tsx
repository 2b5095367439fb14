'use client'
import { useState, type JSX } from 'react'
import { useMessages } from '../react/useMessages.js'
import { useProfileEditorState } from './profileEditorState.js'

export interface ProfileEmailNoticeProps {
  /** Where the focus goes when its buttons go. */
  readonly inputId: string
}

/** Says which address waits for a confirmation, and which one is still in use. Renders a `<div>`, and nothing where none waits. */
export function ProfileEmailNotice({ inputId }: ProfileEmailNoticeProps): JSX.Element | null {
  const { profile, say } = useProfileEditorState('ProfileEmailNotice')
  const { profile: words } = useMessages()
  const [isFailed, setFailed] = useState(false)
  const { email, user } = profile
  const { pending, wait, resend, cancel } = email
  if (pending === undefined) return null

  async function resent(next: string): Promise<void> {
    if (wait > 0) return
    const trouble = await resend()
    setFailed(trouble !== undefined)
    say(trouble ? (trouble.text ?? words.emailNotRequested) : words.resentEmail(next))
  }

  async function cancelled(): Promise<void> {
    const trouble = await cancel?.()
    setFailed(trouble !== undefined)
    say(trouble ? words.emailNotRequested : words.cancelledEmail)
    if (!trouble) document.getElementById(inputId)?.focus()
  }

  return (
    <div className="ik-profile-email-notice">
      <p className="ik-profile-email-text">
        {user?.email === undefined
          ? words.pendingFirstEmail(pending)
          : words.pendingEmail(pending, user.email)}
      </p>
      {isFailed && <p className="ik-field-error">{words.emailNotRequested}</p>}
      <span className="ik-profile-choices">
        <button
          type="button"
          className="ik-button"
          aria-disabled={wait > 0 || undefined}
          onClick={() => void resent(pending)}
        >
          {wait > 0 ? words.resendEmailIn(wait) : words.resendEmail}
        </button>
        {cancel && (
          <button type="button" className="ik-button" onClick={() => void cancelled()}>
            {words.cancelEmail}
          </button>
        )}
      </span>
    </div>
  )
}
