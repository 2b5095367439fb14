'use client'
import { getStreakEnd, type StreakEnd } from '../../core/streak/streakEnd.js'
import { useMinute } from '../environment/useMinute.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/**
 * Returns when the user's day ends in their saved time zone, updated each minute; `undefined` on the server, before the first load, and if no
 * zone is saved.
 * @example
 * const end = useStreakEnd()
 * const text = end && `Your day ends in ${end.minutes} minutes.`
 */
export function useStreakEnd(): StreakEnd | undefined {
  const { user, capabilities } = useStores('useStreakEnd()')
  const known = capabilities()
  const isSupported =
    known === undefined ||
    (known.streak !== undefined &&
      known.users.includes('get') &&
      known.fields.timezone?.read === true)
  const timezone = useSnapshot(user, ({ data }) => data?.timezone, {
    isRead: isSupported,
  })
  const minute = useMinute()
  return timezone === undefined || minute === 0 ? undefined : getStreakEnd(timezone, minute)
}
