'use client'
import { useSyncExternalStore } from 'react'
import { detectTimezone } from '../../core/timezone/timezone.js'

/** One for the page: a device is in one zone. `undefined` before anybody asked. */
let current: string | null | undefined

/** The canonical zone that the device reports, `null` on the server, while hydrating, and where it reports none. */
export function useDetectedTimezone(): string | null {
  return useSyncExternalStore(subscribe, read, () => null)
}

function read(): string | null {
  if (current === undefined) current = detectTimezone()
  return current
}

/** Who travels comes back to the page in another zone. */
function subscribe(onChange: () => void): () => void {
  const look = () => {
    current = detectTimezone()
    onChange()
  }
  look()
  window.addEventListener('focus', look)
  document.addEventListener('visibilitychange', look)
  return () => {
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
  }
}
