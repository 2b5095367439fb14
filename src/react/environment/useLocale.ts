'use client'
import { createContext, useContext } from 'react'

export const LocaleContext = createContext('en')

/** The locale of the nearest provider, by its canonical name; English without one. */
export function useLocale(): string {
  return useContext(LocaleContext)
}
