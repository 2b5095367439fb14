'use client'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserReader } from '../user/userReader.js'

/**
 * Returns whether the service sends this user no messages, as for the control group of an experiment (Trophy). Reads the user only where
 * the service reports it; elsewhere `false`.
 */
export function useIsSuppressed(): boolean {
  const stores = useStores('useIsSuppressed()')
  const known = stores.capabilities()
  const isReported = known?.fields.control?.read === true && known.users.includes('get')
  return useSnapshot(getUserReader(stores), ({ data }) => isReported && data?.control === true, {
    isRead: isReported,
  })
}
