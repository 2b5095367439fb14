'use client'
import { useSyncExternalStore } from 'react'

let current: readonly string[] = []

/** The languages that the browser asks for, the first one first; `undefined` on the server and while hydrating. */
export function useDeviceLanguages(): readonly string[] | undefined {
  return useSyncExternalStore(subscribe, read, () => undefined)
}

/** The same list as long as it says the same. */
function read(): readonly string[] {
  const { languages } = navigator
  if (languages.join() !== current.join()) current = [...languages]
  return current
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('languagechange', onChange)
  return () => window.removeEventListener('languagechange', onChange)
}
