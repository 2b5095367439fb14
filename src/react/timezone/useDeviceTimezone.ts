'use client'
import { useSyncExternalStore } from 'react'

/** The zone of the page; `undefined` before the first detection. */
let current: string | null | undefined

/**
 * Returns the time zone of the device as the browser reports it, which may be an alias; `null` on the server, while hydrating, and if the
 * browser reports none.
 */
export function useDeviceTimezone(): string | null {
  return useSyncExternalStore(subscribe, getTimezone, () => null)
}

function getTimezone(): string | null {
  if (current === undefined) current = readTimezone()
  return current
}

function readTimezone(): string | null {
  try {
    return new Intl.DateTimeFormat().resolvedOptions().timeZone
  } catch {
    return null
  }
}

/** Reads the zone again when the page is shown, since the user may have traveled. */
function subscribe(onChange: () => void): () => void {
  const detect = () => {
    current = readTimezone()
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
