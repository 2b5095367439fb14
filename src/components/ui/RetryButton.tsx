'use client'
import type { MouseEventHandler } from 'react'
import { useSharedMessages } from '../../react/environment/useSharedMessages.js'

/** Props of `RetryButton`. */
export interface RetryButtonProps {
  /** The name of the setting. */
  readonly name: string
  readonly onClick: MouseEventHandler<HTMLButtonElement>
}

/** Renders a `<button>` that loads or saves one setting again. */
export function RetryButton({ name, onClick }: RetryButtonProps) {
  const { preferences: t, retry } = useSharedMessages()
  return (
    <button type="button" className="ik-retry" aria-label={t.retrySetting(name)} onClick={onClick}>
      {retry}
    </button>
  )
}
