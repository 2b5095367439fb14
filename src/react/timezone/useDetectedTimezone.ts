'use client'
import { canonicalTimezone } from '../../core/timezone/timezoneAliases.js'
import { useDeviceTimezone } from './useDeviceTimezone.js'

/**
 * Returns the canonical time zone of the device; `null` on the server, while hydrating, and if the browser reports none.
 * @example
 * const timezone = useDetectedTimezone() // 'Europe/London'
 */
export function useDetectedTimezone(): string | null {
  return canonicalTimezone(useDeviceTimezone())
}
