'use client'
import { useSyncExternalStore } from 'react'
import { deletionOf, type Deletion, type DeletionInput } from './deletion.js'
import { useStores } from '../store/stores.js'

export type UseDeleteUserOptions = DeletionInput

export interface UseDeleteUserResult extends Deletion {
  /**
   * Runs `onDelete`, then deletes the user at the service, where it can delete. Calls that overlap are one; after `partly` only the
   * service is asked again, until they signed out and in. Never rejects.
   */
  readonly remove: () => Promise<Deletion>
}

/**
 * Deletes the signed-in user for good, with the host and at the service, and drops what was read of them.
 * @example
 * const { status, error, remove } = useDeleteUser({ onDelete: () => api.deleteAccount() })
 */
export function useDeleteUser({ onDelete, archive }: UseDeleteUserOptions): UseDeleteUserResult {
  const deletion = deletionOf(useStores('useDeleteUser()'))
  const { subscribe, getSnapshot, getServerSnapshot } = deletion
  const state = useSyncExternalStore(subscribe, getSnapshot, getServerSnapshot)
  return { ...state, remove: () => deletion.remove({ onDelete, archive }) }
}
