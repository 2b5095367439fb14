import { normalizeLocale, regionalLocale } from '../../core/locale/regionalLocale.js'

/** Returns the canonical locale of a picker, in the browser with the region of the device; English for an invalid tag. */
export function pickerLocale(tag: string, isInBrowser: boolean): string {
  const locale = normalizeLocale(tag)
  return isInBrowser ? regionalLocale(locale) : locale
}
