'use client'
import { getStreakEnd, type StreakEnd } from '../../core/streak/streakEnd.js'
import { useMinute } from '../environment/useMinute.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserStore } from '../user/userStore.js'

/**
 * Returns when the user's day ends in their saved time zone, updated each minute; `undefined` on the server, before the first load, and if no
 * zone is saved.
 * @example
 * const end = useStreakEnd()
 * const text = end && `Your day ends in ${end.minutes} minutes.`
 */
export function useStreakEnd(): StreakEnd | undefined {
  const stores = useStores('useStreakEnd()')
  const known = stores.capabilities()
  const isSupported =
    known === undefined ||
    (known.streak !== undefined &&
      known.users.includes('get') &&
      known.fields.timezone?.read === true)
  const timezone = useSnapshot(getUserStore(stores).user, ({ data }) => data?.timezone, {
    isRead: isSupported,
  })
  const minute = useMinute()
  return timezone === undefined || minute === 0 ? undefined : getStreakEnd(timezone, minute)
}
