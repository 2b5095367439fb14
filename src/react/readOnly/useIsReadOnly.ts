'use client'
import { useSyncExternalStore } from 'react'
import { useStores } from '../store/stores.js'

/**
 * Returns whether nothing can be changed, because the provider or the handler is read-only; for controls of your own. A handler says so in
 * its first answer.
 * @example
 * const isReadOnly = useIsReadOnly()
 * return <button disabled={isReadOnly}>Invite a friend</button>
 */
export function useIsReadOnly(): boolean {
  const { queryClient, isReadOnly } = useStores('useIsReadOnly()')
  return useSyncExternalStore(
    // An answer of the handler, which holds the capabilities, changes the cache.
    (listener) => queryClient.getQueryCache().subscribe(listener),
    isReadOnly,
    isReadOnly,
  )
}
