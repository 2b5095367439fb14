'use client'
import type { JSX, RefObject } from 'react'
import { getErrorText } from '../../core/messages/saveMessages.js'
import type { IdentikitError } from '../../core/errors.js'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import { RetryButton } from './RetryButton.js'

/** Props of `SaveError`. */
export interface SaveErrorProps {
  /** The id of the text; the reason has the id `<id>-why`. */
  readonly id: string
  /** The name of the setting. */
  readonly name: string
  /** What wasn't saved. @default 'Couldn't save.' */
  readonly text?: string | undefined
  /** Whether only screen readers get the reason, where it would be too long. */
  readonly isReasonHidden?: boolean | undefined
  readonly error: IdentikitError
  readonly retry: () => Promise<unknown>
  /** The control that gets the focus when the button is removed. */
  readonly control: RefObject<HTMLElement | null>
}

/** Renders a `<span>` with the error of a failed save and a retry button. */
export function SaveError(props: SaveErrorProps): JSX.Element {
  const { id, name, text, isReasonHidden, error, retry, control } = props
  const messages = useSaveMessages()
  const reason = getErrorText(messages, error)
  return (
    <span className="ik-not-saved" dir="auto">
      <span id={id} title={isReasonHidden ? reason : undefined}>
        {`${text ?? messages.notSaved} `}
      </span>
      <span
        id={`${id}-why`}
        className={isReasonHidden ? 'ik-visually-hidden' : 'ik-not-saved-reason'}
      >
        {`${reason} `}
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
