import { canonicalTimezone } from '../../core/timezone/timezoneAliases.js'
import { toTagText, type Properties, type UserWire } from './userWire.js'

/**
 * Returns whether stored properties have all written values. A time zone may have another name of the same zone, and a number another
 * notation.
 */
export function hasProperties(
  stored: UserWire['properties'],
  { tags, language, timezone_id: timezone }: Properties,
): boolean {
  if (language !== undefined && stored?.language !== language) return false
  if (timezone !== undefined && !isSameZone(stored?.timezone_id, timezone)) return false
  if (!tags) return true
  const storedTags = stored?.tags
  return (
    isMapOfTags(storedTags) &&
    Object.entries(tags).every(([key, value]) =>
      isSameTag(Object.hasOwn(storedTags, key) ? storedTags[key] : undefined, value),
    )
  )
}

/** An answer without tags doesn't show that a tag was removed. */
const isMapOfTags = (tags: unknown): tags is Readonly<Record<string, unknown>> =>
  (tags ?? null) !== null

function isSameTag(stored: unknown, written: string): boolean {
  const found = toTagText(stored)
  if (written === '') return found === undefined
  return found === written || (typeof stored === 'number' && stored === Number(written))
}

const isSameZone = (stored: unknown, written: string): boolean =>
  stored === written ||
  (canonicalTimezone(stored) !== null && canonicalTimezone(stored) === canonicalTimezone(written))
