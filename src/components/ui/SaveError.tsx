'use client'
import type { JSX, RefObject } from 'react'
import type { IdentikitError } from '../../core/errors.js'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import { RetryButton } from './RetryButton.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Props of `SaveError`. */
export interface SaveErrorProps {
  /** The id of the text; the reason has the id `<id>-why`. */
  readonly id: string
  /** The name of the setting. */
  readonly name: string
  readonly error: IdentikitError
  readonly retry: () => Promise<unknown>
  /** The control that gets the focus when the button is removed. */
  readonly control: RefObject<HTMLElement | null>
}

/** Renders a `<span>` with the error of a failed save and a retry button. */
export function SaveError({ id, name, error, retry, control }: SaveErrorProps): JSX.Element {
  const messages = useSharedMessages()
  return (
    <span className="ik-not-saved">
      <span id={id} title={getErrorText(messages, error)}>
        {messages.notSaved}
      </span>
      <span id={`${id}-why`} className="ik-visually-hidden">
        {getErrorText(messages, error)}
      </span>
      <RetryButton
        name={name}
        onClick={() => {
          // The button is removed during the save.
          control.current?.focus()
          void retry()
        }}
      />
    </span>
  )
}
