'use client'
import { useSyncExternalStore } from 'react'
import { IdentikitError } from '../../core/errors.js'
import { canonicalTimezone, isLikelyTimezone } from '../../core/timezone/timezone.js'
import { dismiss, isDismissed, subscribeToDismissals } from './dismissals.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { useDetectedTimezone } from './useDetectedTimezone.js'
import { useUser } from '../user/useUser.js'

/** Where the device and what is saved differ. */
export interface TimezoneDifference {
  readonly detected: string
  /** As it is stored: it may be an alias. */
  readonly saved: string
}

export interface UseTimezoneResult {
  /** The canonical zone that the device reports; `null` on the server, while hydrating, and where it reports none. */
  readonly detected: string | null
  /** Whether the detected zone is worth suggesting: browsers that hide where they are report `UTC` or `Atlantic/Reykjavik`. */
  readonly isLikely: boolean
  /** The zone of the user, as it is stored: it may be an alias, or unknown; `null` where none is, `undefined` before it is loaded. */
  readonly saved: string | null | undefined
  /** What to ask the person about: not where they said no to that zone, nor where either is unknown, or it cannot be saved. */
  readonly mismatch: TimezoneDifference | undefined
  /** Saves the detected zone. Never rejects. */
  readonly adopt: () => Promise<SaveResult>
  /** Asks this person no more about the zone that is detected now, in this browser. */
  readonly dismiss: () => void
}

/**
 * Compares the zone of the device with the one of the user. A detected zone is a suggestion: nothing is saved but by `adopt`.
 * @example
 * const { mismatch, adopt, dismiss } = useTimezone()
 */
export function useTimezone(): UseTimezoneResult {
  const { userId = '', capabilities } = useStores('useTimezone()')
  const { status, user, update } = useUser()
  const detected = useDetectedTimezone()
  const isRefused = useSyncExternalStore(
    subscribeToDismissals,
    () => detected !== null && isDismissed(userId, detected),
    () => false,
  )
  const saved = status === 'ready' ? (user?.timezone ?? null) : undefined
  const known = saved ? canonicalTimezone(saved) : null
  const isLikely = isLikelyTimezone(detected)
  const isWritable = capabilities()?.fields.timezone?.write ?? true
  const differs = saved && isLikely && known !== null && known !== detected
  return {
    detected,
    isLikely,
    saved,
    mismatch: differs && isWritable && !isRefused ? { detected, saved } : undefined,
    adopt: async () => {
      if (detected !== null) return update({ timezone: detected })
      const error = new IdentikitError('not-loaded', 'This device reports no timezone to adopt.')
      return { status: 'failed', error }
    },
    dismiss: () => {
      if (detected !== null) dismiss(userId, detected)
    },
  }
}
