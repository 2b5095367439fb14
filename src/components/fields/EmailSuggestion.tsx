'use client'
import { useEffect, useState, type JSX } from 'react'
import { useProfileMessages } from '../../react/messages/useProfileMessages.js'
import { Button } from '../ui/Button.js'
import { getRoot } from '../ui/useFocusFallback.js'

/** The props of `EmailSuggestion`. */
export interface EmailSuggestionProps {
  /** The id of the input, which is described by this id with `-suggestion`. */
  readonly controlId: string
  /** What the person typed; nothing is suggested for a saved address. */
  readonly text: string | undefined
  /** Called with the suggested address. */
  readonly onAccept: (email: string) => void
}

/** Milliseconds without typing, so that nothing is suggested for half an address. */
const delay = 600

/** Renders a `<div>` with a suggestion for a mistyped domain and a button that takes it. It never blocks a save. */
export function EmailSuggestion({ controlId, text, onAccept }: EmailSuggestionProps): JSX.Element {
  const { profile: t } = useProfileMessages()
  const [found, setFound] = useState<{ readonly text: string; readonly email?: string }>()
  const email = found?.text === text ? found?.email : undefined

  useEffect(() => {
    if (!text?.includes('@')) return undefined
    let isCurrent = true
    async function suggest(written: string): Promise<void> {
      const { suggestEmail } = await import('../../core/contact/suggestEmail.js')
      const suggested = suggestEmail(written)
      if (isCurrent) setFound({ text: written, ...(suggested && { email: suggested }) })
    }
    // Without the module, nothing is suggested.
    const timer = setTimeout(() => void suggest(text).catch(() => undefined), delay)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [text])

  return (
    <div className="ik-email-suggestion">
      <span id={`${controlId}-suggestion`} aria-live="polite">
        {email ? t.suggestedEmail(email) : ''}
      </span>
      {email && (
        <Button
          onClick={(event) => {
            // The focused button is removed with the suggestion.
            getRoot(event.currentTarget).getElementById(controlId)?.focus()
            onAccept(email)
          }}
        >
          {t.acceptSuggestedEmail(email)}
        </Button>
      )}
    </div>
  )
}
