'use client'
import { useSyncExternalStore } from 'react'

let current: readonly string[] = []

/** Returns the browser's preferred languages, the most preferred first; `undefined` on the server and while hydrating. */
export function useDeviceLanguages(): readonly string[] | undefined {
  return useSyncExternalStore(subscribe, getLanguages, () => undefined)
}

/** Returns the same array while the languages are the same. */
function getLanguages(): readonly string[] {
  const { languages } = navigator
  if (languages.join() !== current.join()) current = [...languages]
  return current
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('languagechange', onChange)
  return () => window.removeEventListener('languagechange', onChange)
}
