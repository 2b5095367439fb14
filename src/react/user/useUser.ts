'use client'
import type { User, UserPatch } from '../../core/user/user.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import { toSaveState, type SaveResult, type SaveState } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserStore } from './userStore.js'

/** The result of `useUser`. */
export interface UseUserResult extends LoadState, SaveState {
  /** The saved user with every pending change applied; `undefined` before the first load. */
  readonly user: User | undefined
  /** Applies the patch at once and saves it: an absent key stays as it is, `null` clears. Never rejects. */
  readonly update: (patch: UserPatch) => Promise<SaveResult>
}

/**
 * Reads and changes the signed-in user.
 * @example
 * const { user, update } = useUser()
 * const result = await update({ firstName: 'Ada', phone: null })
 */
export function useUser(): UseUserResult {
  const stores = useStores('useUser()')
  const { user, updateUser } = getUserStore(stores)
  const snapshot = useSnapshot(user, (whole) => whole)
  return {
    user: snapshot.data,
    ...getLoadState(stores, 'user', snapshot),
    ...toSaveState(snapshot.log, () => user.retry()),
    update: updateUser,
  }
}
