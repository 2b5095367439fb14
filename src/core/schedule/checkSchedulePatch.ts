import { invalid } from '../errors.js'
import { isMap } from '../json.js'
import { withKey } from '../objectKeys.js'
import { toIsoDate } from '../isoDate.js'
import { canonicalTimezone } from '../timezone/timezoneAliases.js'
import type { Schedule, ScheduleHours, SchedulePatch } from './schedule.js'

/** The most ranges of one schedule. */
const maxHours = 50

type Checked = { readonly value: unknown } | { readonly error: string }

const checks: { readonly [Key in keyof Schedule]-?: (value: unknown) => Checked } = {
  enabled: (value) => (typeof value === 'boolean' ? { value } : { error: 'must be true or false' }),
  timezone(value) {
    const name = typeof value === 'string' ? canonicalTimezone(value) : value
    if (name === null && value !== null)
      return { error: 'is not a tz database name such as Europe/London' }
    return name === null || typeof name === 'string'
      ? { value: name }
      : { error: 'must be a tz database name or null' }
  },
  hours: (value) =>
    Array.isArray(value) && value.length <= maxHours && value.every(isHours)
      ? { value: value.map(({ day, from, to }: ScheduleHours) => ({ day, from, to })) }
      : {
          error: `must be a list of at most ${maxHours} { day, from, to }, with a day from 0 (Sunday) to 6 and whole minutes of the day, from 0 to 1439 and to 0 to 1440`,
        },
  pausedUntil(value) {
    if (value === null) return { value }
    const date = typeof value === 'string' ? toIsoDate(value) : null
    return date?.includes('T')
      ? { value: new Date(date).toISOString() }
      : { error: 'must be an ISO 8601 date and time with a zone, or null' }
  },
}

/**
 * Checks a patch of a schedule.
 * @returns the patch in its stored form: the primary name of the time zone, the end of the pause in UTC
 * @throws IdentikitError `invalid`, naming every wrong key at once
 */
export function checkSchedulePatch(caller: string, patch: SchedulePatch): SchedulePatch {
  if (!isMap(patch)) throw invalid(caller, { patch: 'must be an object' })
  let wrong: Record<string, string> = {}
  let checked: Record<string, unknown> = {}
  const given = Object.entries<unknown>(patch).filter(([, value]) => value !== undefined)
  for (const [key, value] of given) {
    const result = isKey(key) ? checks[key](value) : { error: 'is not a key of a schedule' }
    if ('error' in result) wrong = withKey(wrong, key, result.error)
    else checked = withKey(checked, key, result.value)
  }
  if (Object.keys(wrong).length > 0) throw invalid(caller, wrong)
  return checked
}

const isKey = (key: string): key is keyof Schedule => Object.hasOwn(checks, key)

function isHours(item: unknown): boolean {
  if (!isMap(item)) return false
  const { day, from, to, ...other } = item
  return (
    Object.keys(other).length === 0 && isIn(day, 0, 6) && isIn(from, 0, 1439) && isIn(to, 0, 1440)
  )
}

const isIn = (value: unknown, least: number, most: number) =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
