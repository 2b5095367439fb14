'use client'
import { useSyncExternalStore } from 'react'
import { streakEnd, type StreakEnd } from '../../core/streak/streakEnd.js'
import { useStores } from '../store/stores.js'

const minute = 60_000

/**
 * Says when the user's day ends, by their saved time zone; anew each minute. `undefined` on the server, before the first load, and
 * where no zone is saved.
 */
export function useStreakEnd(): StreakEnd | undefined {
  const { user, capabilities } = useStores('useStreakEnd()')
  const known = capabilities()
  const isOffered =
    known === undefined ||
    (known.streak !== undefined &&
      known.users.includes('get') &&
      known.fields.timezone?.read === true)
  const timezone = useSyncExternalStore(
    isOffered ? user.subscribe : never,
    () => user.getSnapshot().data?.timezone,
    () => user.getServerSnapshot().data?.timezone,
  )
  const now = useSyncExternalStore(
    everyMinute,
    () => Math.floor(Date.now() / minute),
    () => undefined,
  )
  return timezone === undefined || now === undefined ? undefined : streakEnd(timezone, now * minute)
}

function everyMinute(listener: () => void): () => void {
  // Timers of a page in the background are late: each tick looks at the clock.
  const timer = setInterval(listener, 5000)
  return () => clearInterval(timer)
}

function never(): () => void {
  return () => {}
}
