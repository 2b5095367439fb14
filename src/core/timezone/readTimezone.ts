import { trimText } from '../text.js'
import { canonicalTimezone } from './timezoneAliases.js'

/**
 * Reads a time zone as other products write it, and returns its primary tzdb name: a tzdb name, a name of Windows, a label of
 * Rails or Outlook. Returns `null` for an abbreviation, an offset and any other text, because they don't stand for one zone.
 */
export function readTimezone(text: string): string | null {
  return canonicalTimezone(trimText(text))
}
