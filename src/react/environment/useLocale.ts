'use client'
import { createContext, useContext } from 'react'

/** The locale of the provider. */
export const LocaleContext = createContext('en')

/**
 * Returns the canonical locale of the nearest provider, `en` without one.
 * @example
 * const date = new Intl.DateTimeFormat(useLocale()).format(day)
 */
export function useLocale(): string {
  return useContext(LocaleContext)
}
