'use client'
import { getDeletion, type Deletion, type DeletionInput } from './deletion.js'
import type { LoadStatus } from '../store/loadState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** The options of `useDeleteUser`. */
export type UseDeleteUserOptions = DeletionInput

/** The result of `useDeleteUser`. */
export interface UseDeleteUserResult {
  /** How the deletion is going. */
  readonly deletion: Deletion
  /** Whether there is a user to delete. */
  readonly status: Extract<LoadStatus, 'signed-out' | 'loading' | 'ready'>
  /**
   * Runs `onDelete`, then deletes the user at the service, where it can delete. Calls that overlap are one; after `partial` only the
   * service is called again, until the user signs out and in. Never rejects.
   */
  readonly remove: () => Promise<Deletion>
}

/**
 * Deletes the signed-in user for good, first at the host and then at the service, and drops everything that was read of them.
 * @example
 * const { deletion, remove } = useDeleteUser({ onDelete: () => api.deleteAccount() })
 * if (deletion.status === 'failed') showError(deletion.error)
 */
export function useDeleteUser({ onDelete, archive }: UseDeleteUserOptions): UseDeleteUserResult {
  const stores = useStores('useDeleteUser()')
  const store = getDeletion(stores)
  const { userId } = stores
  return {
    deletion: useSnapshot(store, (whole) => whole),
    status: userId === null ? 'signed-out' : userId === undefined ? 'loading' : 'ready',
    remove: () => store.remove({ onDelete, archive }),
  }
}
