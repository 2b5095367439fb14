'use client'
import type { JSX } from 'react'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'
import type { LoadState } from '../../react/store/loadState.js'
import { Button } from './Button.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Props of `LoadNotice`. */
export interface LoadNoticeProps {
  readonly text: string | undefined
  /** The state of the load. */
  readonly load: LoadState
}

/** Renders a `<p>` in place of the content of a component and, after a failed load, the reason and a Retry button. */
export function LoadNotice({ text, load }: LoadNoticeProps): JSX.Element {
  const { status, loadError, reload } = load
  const messages = useSharedMessages()
  return (
    <>
      <p className="ik-notice-text">{text}</p>
      {status === 'failed' && loadError && (
        <>
          <p className="ik-notice-detail">{getErrorText(messages, loadError)}</p>
          <Button
            onClick={({ currentTarget }) => {
              // The button is removed during the load.
              currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus()
              void reload()
            }}
          >
            {messages.retry}
          </Button>
        </>
      )}
    </>
  )
}
