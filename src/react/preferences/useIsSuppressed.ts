'use client'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

const never = () => () => {}

/**
 * Reads whether the service sends this person nothing, because they are in the control group of an experiment (Trophy). `false` where
 * it is not known; the user is read for it only where the service says that it can tell.
 */
export function useIsSuppressed(caller = 'useIsWithheld()'): boolean {
  const { user: store, capabilities } = useStores(caller)
  const known = capabilities()
  const isTold = known?.fields.control?.read === true && known.users.includes('get')
  return useSnapshot(
    isTold ? store : { ...store, subscribe: never },
    ({ data }) => isTold && data?.control === true,
  )
}
