/**
 * Returns a locale with the region of the device, which decides between 12 and 24 hours and the first day of the week. A locale that has a
 * region keeps it. The region of an equal language counts first: on a page in `en`, `['de-CH', 'en-GB']` gives `en-GB`.
 * @param languages the languages of the device, by default those of the browser
 */
export function regionalLocale(
  locale: string,
  languages: readonly string[] = typeof navigator === 'undefined' ? [] : navigator.languages,
): string {
  const page = new Intl.Locale(locale)
  if (page.region !== undefined) return locale
  const found = languages.flatMap(readLocale).filter(({ region }) => region !== undefined)
  const own = found.find(({ language }) => language === page.language)
  const region = (own ?? found[0])?.region
  return region === undefined ? locale : new Intl.Locale(locale, { region }).toString()
}

/** Returns no locale for a tag such as `en-US@posix`, which Chromium reports on some systems. */
function readLocale(tag: string): Intl.Locale[] {
  try {
    return [new Intl.Locale(tag)]
  } catch {
    return []
  }
}

/** Returns the canonical tag of a locale, or `en` if the tag is invalid. */
export function normalizeLocale(locale: string): string {
  try {
    return new Intl.Locale(locale.replaceAll('_', '-')).toString()
  } catch {
    return 'en'
  }
}
