'use client'
import type { IdentikitError } from '../../core/errors.js'
import type { User, UserPatch } from '../../core/user/user.js'
import { toLoadError, toStatus, type LoadStatus } from '../store/status.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UseUserResult {
  readonly status: LoadStatus
  /** Why the last read or the last save failed. */
  readonly error: IdentikitError | undefined
  /** What is saved, with every change applied that is still on its way. */
  readonly user: User | undefined
  readonly isSaving: boolean
  /** Shows the patch at once and saves it: an absent key is untouched, `null` clears. Never rejects. */
  readonly update: (patch: UserPatch) => Promise<SaveResult>
  readonly reload: () => Promise<void>
}

/**
 * Reads and changes the signed-in user.
 * @example
 * const { user, update } = useUser()
 * const result = await update({ firstName: 'Ada', phone: null })
 */
export function useUser(): UseUserResult {
  const { user: store, capabilities, updateUser, reload } = useStores('useUser()')
  const snapshot = useSnapshot(store, (whole) => whole)
  const known = capabilities()
  return {
    status: toStatus(snapshot, known === undefined || known.users.includes('get')),
    error: snapshot.log.find(({ state }) => state === 'failed')?.error ?? toLoadError(snapshot),
    user: snapshot.data,
    isSaving: snapshot.log.some(({ state }) => state === 'waiting' || state === 'sending'),
    update: updateUser,
    reload: () => reload('user'),
  }
}
