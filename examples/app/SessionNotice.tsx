import { useMessages } from 'identikit'
import type { IdentikitErrorCode } from 'identikit/core'
import type { JSX } from 'react'

interface SessionNoticeProps {
  readonly code: IdentikitErrorCode
}

/** Renders a notice when the session belongs to another user than the page. */
export function SessionNotice({ code }: SessionNoticeProps): JSX.Element {
  const { errors } = useMessages()
  return (
    <div className="notice" role="alert">
      <p>{errors[code]}</p>
      <button type="button" className="button" onClick={() => window.location.reload()}>
        Reload
      </button>
    </div>
  )
}
