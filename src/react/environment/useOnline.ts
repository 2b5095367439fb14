'use client'
import { useSyncExternalStore } from 'react'

/**
 * Returns whether the browser is online; `true` on the server and while hydrating. With `isWatched: false` it's always `true` and listens to
 * nothing, for controls of which a page has hundreds.
 */
export function useOnline(isWatched = true): boolean {
  return useSyncExternalStore(
    isWatched ? subscribe : neverSubscribe,
    () => !isWatched || navigator.onLine,
    () => true,
  )
}

const neverSubscribe = () => () => {}

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
