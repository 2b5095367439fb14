'use client'
import { useEffect, useState } from 'react'
import { getStreakEnd, type StreakEnd } from '../../core/streak/streakEnd.js'
import { useMinute } from '../environment/useMinute.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserReader } from '../user/userReader.js'

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
  const timezone = useSnapshot(getUserReader(stores), ({ data }) => data?.timezone, {
    isRead: isSupported,
  })
  const name = useTimezoneName(timezone)
  const minute = useMinute()
  return timezone === undefined || minute === 0 ? undefined : getStreakEnd(timezone, minute, name)
}

/** Returns the current name of a time zone. The table of names is large and only aliases need it, so it is loaded on demand. */
function useTimezoneName(timezone: string | undefined): string | undefined {
  const [alias, setAlias] = useState<{ readonly timezone: string; readonly name: string }>()
  useEffect(() => {
    if (timezone === undefined) return
    async function load(zone: string): Promise<void> {
      const { canonicalTimezone } = await import('../../core/timezone/timezoneAliases.js')
      const name = canonicalTimezone(zone)
      if (name !== null && name !== zone) setAlias({ timezone: zone, name })
    }
    // The name as it is saved stays.
    load(timezone).catch(() => {})
  }, [timezone])
  return alias?.timezone === timezone ? alias?.name : timezone
}
