'use client'
import { createContext, useContext } from 'react'
import type { Locale } from '../../core/locale/locale.js'
import { normalizeLocale } from '../../core/locale/regionalLocale.js'

/** The locale of the provider, a tag or a language. */
export const LocaleContext = createContext<string | Locale>('en')

/**
 * Returns the canonical tag of the locale of the nearest provider, `en` without one.
 * @example
 * const date = new Intl.DateTimeFormat(useLocale()).format(day)
 */
export function useLocale(): string {
  const locale = useContext(LocaleContext)
  return normalizeLocale(typeof locale === 'string' ? locale : locale.tag)
}
