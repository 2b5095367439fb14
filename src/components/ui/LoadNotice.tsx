'use client'
import type { JSX } from 'react'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import { useOnline } from '../../react/environment/useOnline.js'
import type { LoadState } from '../../react/store/loadState.js'
import { Button } from './Button.js'
import { findFocusable, useFocusFallback } from './useFocusFallback.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

/** Props of `LoadNotice`. */
export interface LoadNoticeProps {
  readonly text: string | undefined
  /** The state of the load. */
  readonly load: LoadState
}

/**
 * Renders a `<p>` in place of the content of a component and, after a failed load, the reason and a Retry button. The next load removes the
 * button, also without a click when the browser is online again; its section then keeps the focus.
 */
export function LoadNotice({ text, load }: LoadNoticeProps): JSX.Element {
  const { status, loadError, reload } = load
  const messages = useSaveMessages()
  const isOnline = useOnline()
  const button = useFocusFallback<HTMLButtonElement>(findFocusable)
  return (
    <>
      <p className="ik-notice-text">{text}</p>
      {status === 'failed' && loadError && (
        <>
          <p className="ik-notice-detail">
            {isOnline
              ? getErrorText(messages, loadError)
              : `${messages.offline} ${messages.offlineLoad}`}
          </p>
          <Button ref={button} onClick={() => void reload()}>
            {messages.retry}
          </Button>
        </>
      )}
    </>
  )
}
