'use client'
import type { JSX, RefObject } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import { errorText } from '../../core/messages/sharedMessages.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'

export interface SaveErrorProps {
  /** The id of its text; the one of the reason is `<id>-why`. */
  readonly id: string
  /** What was not saved. */
  readonly name: string
  readonly error: IdentikitError
  readonly retry: () => Promise<unknown>
  /** Where the keyboard goes when the button goes. */
  readonly control: RefObject<HTMLElement | null>
}

/** Says that a change was not saved, and why, with a button that sends it again. Renders a `<span>`. */
export function SaveError({ id, name, error, retry, control }: SaveErrorProps): JSX.Element {
  const messages = useSharedMessages()
  return (
    <span className="ik-not-saved">
      <span id={id} title={errorText(messages, error)}>
        {messages.preferences.notSaved}
      </span>
      <span id={`${id}-why`} className="ik-visually-hidden">
        {errorText(messages, error)}
      </span>
      <button
        type="button"
        className="ik-retry"
        aria-label={messages.preferences.retrySetting(name)}
        onClick={() => {
          // The button goes; the keyboard must not fall out of the page with it.
          control.current?.focus()
          void retry()
        }}
      >
        {messages.retry}
      </button>
    </span>
  )
}
