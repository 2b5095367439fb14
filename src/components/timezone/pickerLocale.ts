import { regionalLocale } from '../../core/regionalLocale.js'

/** Returns the given locale, else that of the page or browser, with the device's region; English on the server and for invalid tags. */
export function pickerLocale(preferred: string | undefined, isInBrowser: boolean): string {
  const page = isInBrowser ? document.documentElement.lang || navigator.language : 'en'
  try {
    const locale = Intl.getCanonicalLocales(preferred ?? page)[0] ?? 'en'
    return isInBrowser ? regionalLocale(locale) : locale
  } catch {
    return 'en'
  }
}
