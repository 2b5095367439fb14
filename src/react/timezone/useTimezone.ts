'use client'
import { isLikelyTimezone, timezoneCity } from '../../core/timezone/timezone.js'
import { canonicalTimezone } from '../../core/timezone/timezoneAliases.js'
import { useTimezoneWith, type TimezoneTable, type UseTimezoneResult } from './useTimezoneWith.js'

const table: TimezoneTable = { canonicalTimezone, isLikelyTimezone, timezoneCity }

/**
 * Reads and changes the user's time zone, and compares it with the device's. A detected zone is only a suggestion until `adopt` saves it.
 * @example
 * const { mismatch, adopt, dismiss } = useTimezone()
 */
export function useTimezone(): UseTimezoneResult {
  return useTimezoneWith(table)
}
