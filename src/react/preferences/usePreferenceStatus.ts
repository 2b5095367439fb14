'use client'
import type { IdentikitError } from '../../core/errors.js'
import { toLoadError, toStatus, type LoadStatus } from '../store/status.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UsePreferenceStatusResult {
  readonly status: LoadStatus
  /** Why the last read failed. */
  readonly error: IdentikitError | undefined
  readonly reload: () => Promise<void>
}

/** Reads whether the preferences are there, and renders for no switch. */
export function usePreferenceStatus(caller = 'usePreferenceStatus()'): UsePreferenceStatusResult {
  const { preferences: store, capabilities, reload } = useStores(caller)
  const known = capabilities()
  const isOffered = known === undefined || known.preferences !== undefined
  const status = useSnapshot(store, (snapshot) => toStatus(snapshot, isOffered))
  const error = useSnapshot(store, toLoadError)
  return { status, error, reload: () => reload('preferences') }
}
