'use client'
import { useSyncExternalStore } from 'react'
import { detectTimezone } from '../../core/timezone/timezone.js'

/** The zone of the page; `undefined` before the first detection. */
let current: string | null | undefined

/**
 * Returns the canonical time zone of the device; `null` on the server, while hydrating, and if the browser reports none.
 * @example
 * const timezone = useDetectedTimezone() // 'Europe/London'
 */
export function useDetectedTimezone(): string | null {
  return useSyncExternalStore(subscribe, getTimezone, () => null)
}

function getTimezone(): string | null {
  if (current === undefined) current = detectTimezone()
  return current
}

/** Detects the zone again when the page is shown, since the user may have traveled. */
function subscribe(onChange: () => void): () => void {
  const detect = () => {
    current = detectTimezone()
    onChange()
  }
  detect()
  window.addEventListener('focus', detect)
  document.addEventListener('visibilitychange', detect)
  return () => {
    window.removeEventListener('focus', detect)
    document.removeEventListener('visibilitychange', detect)
  }
}
