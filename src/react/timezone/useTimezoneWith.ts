'use client'
import { useSyncExternalStore } from 'react'
import { findEntry } from '../../core/sync/changeLog.js'
import { IdentikitError } from '../../core/errors.js'
import type * as timezones from '../../core/timezone/timezone.js'
import type * as names from '../../core/timezone/timezoneAliases.js'
import { userPatchKey } from '../../core/user/user.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import { toSaveState, type SaveResult, type SaveState } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserStore } from '../user/userStore.js'
import { dismiss, isDismissed, subscribeToDismissals } from './dismissals.js'
import { useDeviceTimezone } from './useDeviceTimezone.js'

/** The two time zones of a user whose device is in another zone than the saved one. */
export interface TimezoneDifference {
  /** The canonical zone of the device. */
  readonly detected: string
  /** The saved zone as it is stored, which may be an alias. */
  readonly saved: string
}

/** The result of `useTimezone`. */
export interface UseTimezoneResult extends LoadState, SaveState {
  /** The saved zone as it is stored: it may be an alias or unknown; `null` if none is saved, `undefined` before the first load. */
  readonly timezone: string | null | undefined
  /** The canonical zone of the device; `null` on the server, while hydrating, and where the browser reports none. */
  readonly detected: string | null
  /** Whether the detected zone is worth suggesting: browsers that hide the location report `UTC` or `Atlantic/Reykjavik`. */
  readonly isLikely: boolean
  /** The difference to ask the user about; `undefined` if they dismissed this zone, if a zone is unknown, or if it can't be saved. */
  readonly mismatch: TimezoneDifference | undefined
  /** Saves a zone; `null` clears it. Never rejects. */
  readonly update: (timezone: string | null) => Promise<SaveResult>
  /** Saves the detected zone. Never rejects. */
  readonly adopt: () => Promise<SaveResult>
  /** Stops reporting a mismatch with the zone that is detected now, for this user in this browser. */
  readonly dismiss: () => void
}

/** What `useTimezoneWith` needs of the table of all zones. */
export type TimezoneTable = Pick<typeof timezones, 'isLikelyTimezone' | 'timezoneCity'> &
  Pick<typeof names, 'canonicalTimezone'>

/** Reads and changes the user's time zone as `useTimezone` does. Without a table, no zone is detected. */
export function useTimezoneWith(table: TimezoneTable | undefined | null): UseTimezoneResult {
  const stores = useStores('useTimezone()')
  const { user: store, traits, updateUser } = getUserStore(stores)
  const userId = stores.userId ?? ''
  const key = userPatchKey({ timezone: null }, traits())
  const snapshot = useSnapshot(store, (whole) => whole)
  const entry = findEntry(snapshot.log, key)
  const load = getLoadState(stores, 'user', snapshot)
  const device = useDeviceTimezone()
  const detected = table?.canonicalTimezone(device) ?? null
  const hasDismissed = useSyncExternalStore(
    subscribeToDismissals,
    () => detected !== null && isDismissed(userId, detected),
    () => false,
  )
  const saved = load.status === 'ready' ? (snapshot.data?.timezone ?? null) : undefined
  const canonical = (saved && table?.canonicalTimezone(saved)) || null
  const isLikely = table?.isLikelyTimezone(detected) ?? false
  const isWritable = stores.capabilities()?.fields.timezone?.write ?? true
  const differs = saved && detected && isLikely && canonical !== null && canonical !== detected
  return {
    timezone: saved,
    detected,
    isLikely,
    mismatch: differs && isWritable && !hasDismissed ? { detected, saved } : undefined,
    ...load,
    ...toSaveState(entry ? [entry] : [], () => store.retry(key)),
    update: (timezone) => updateUser({ timezone }),
    adopt: async () => {
      if (detected !== null) return updateUser({ timezone: detected })
      const error = new IdentikitError('not-loaded', 'This device reports no time zone to adopt.')
      return { status: 'failed', error }
    },
    dismiss: () => {
      if (detected !== null) dismiss(userId, detected)
    },
  }
}
