'use client'
import type { JSX, ReactNode } from 'react'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import { useOnline } from '../../react/environment/useOnline.js'
import type { LoadState, LoadStatus } from '../../react/store/loadState.js'
import { Button } from './Button.js'
import { emptyPath, personPath, unavailablePath, warningPath } from './iconPaths.js'
import { StateView } from './StateView.js'
import { findFocusable, useFocusFallback } from './useFocusFallback.js'
import { getErrorText } from '../../core/messages/saveMessages.js'

const icons: Readonly<Partial<Record<LoadStatus, string>>> = {
  failed: warningPath,
  unsupported: unavailablePath,
  'signed-out': personPath,
}

/** Props of `LoadNotice`. */
export interface LoadNoticeProps {
  readonly text: string | undefined
  /** A sentence below the text where none follows from the status. */
  readonly detail?: string | undefined
  /** An action of the host, unless the load failed. */
  readonly action?: ReactNode
  /** The state of the load. */
  readonly load: LoadState
}

/**
 * Renders a view in place of the content of a component and, after a failed load, the reason and a Retry button. The next load removes the
 * button, also without a click when the browser is online again; its section then keeps the focus.
 */
export function LoadNotice({ text, detail, action, load }: LoadNoticeProps): JSX.Element {
  const { status, loadError, reload } = load
  const messages = useSaveMessages()
  const isOnline = useOnline()
  const button = useFocusFallback<HTMLButtonElement>(findFocusable)
  const help = { 'signed-out': messages.signedOutHelp, unsupported: messages.unsupportedHelp }
  const error = status === 'failed' && loadError && getErrorText(messages, loadError)
  return (
    <StateView
      icon={icons[status] ?? emptyPath}
      title={text}
      text={
        error
          ? isOnline
            ? error
            : `${messages.offline} ${messages.offlineLoad}`
          : (detail ?? help[status as 'unsupported'])
      }
    >
      {error ? (
        <Button ref={button} onClick={() => void reload()}>
          {messages.retry}
        </Button>
      ) : (
        action
      )}
    </StateView>
  )
}
