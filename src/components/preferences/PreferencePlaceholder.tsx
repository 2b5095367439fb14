'use client'
import { forwardRef, useEffect, useRef, type HTMLAttributes, type RefObject } from 'react'
import { usePreferenceMessages } from '../../react/messages/usePreferenceMessages.js'
import { usePreferenceStatus } from '../../react/preferences/usePreferenceStatus.js'
import { RetryButton } from '../ui/RetryButton.js'
import { canTakeFocus } from '../ui/useFocusFallback.js'

/** Props of `PreferencePlaceholder`. */
export interface PreferencePlaceholderProps extends HTMLAttributes<HTMLSpanElement> {
  readonly name: string
  /** The control that replaces the placeholder. */
  readonly trigger: RefObject<HTMLElement | null>
}

/**
 * Renders its children, a skeleton, while a setting loads, the error and Retry after a failed load, or nothing if the service has no such
 * setting.
 */
export const PreferencePlaceholder = forwardRef<HTMLSpanElement, PreferencePlaceholderProps>(
  function PreferencePlaceholder({ name, trigger, children, ...props }, ref) {
    const { preferences: t } = usePreferenceMessages()
    const { status, reload } = usePreferenceStatus()
    const hadFocus = useRef(false)
    useEffect(
      () => () => {
        const control = trigger.current
        if (hadFocus.current && control && canTakeFocus(control)) control.focus()
      },
      [trigger],
    )
    if (status !== 'loading' && status !== 'failed') return null
    return (
      <span
        {...props}
        ref={ref}
        tabIndex={-1}
        onFocus={() => (hadFocus.current = true)}
        onBlur={() => (hadFocus.current = false)}
      >
        {status === 'loading' ? (
          children
        ) : (
          <span className="ik-not-saved">
            <span>{t.notLoaded}</span>
            <RetryButton name={name} onClick={() => void reload()} />
          </span>
        )}
      </span>
    )
  },
)
