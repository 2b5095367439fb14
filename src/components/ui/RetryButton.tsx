'use client'
import type { MouseEventHandler } from 'react'
import { useSaveMessages } from '../../react/messages/useSaveMessages.js'
import { findFocusable, useFocusFallback } from './useFocusFallback.js'

/** Props of `RetryButton`. */
export interface RetryButtonProps {
  /** The name of the setting. */
  readonly name: string
  readonly onClick: MouseEventHandler<HTMLButtonElement>
}

/** Renders a `<button>` that loads or saves one setting again. If it's removed while it has the focus, its section takes it. */
export function RetryButton({ name, onClick }: RetryButtonProps) {
  const t = useSaveMessages()
  const ref = useFocusFallback<HTMLButtonElement>(findFocusable)
  return (
    <button
      ref={ref}
      type="button"
      className="ik-link"
      data-tone="underlined"
      aria-label={t.retrySetting(name)}
      onClick={onClick}
    >
      {t.retry}
    </button>
  )
}
