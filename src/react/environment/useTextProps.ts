'use client'
import { useContext } from 'react'
import { LocaleContext } from './useLocale.js'

/** The attributes of an element whose texts are in the language of the provider. */
export interface TextProps {
  readonly lang?: string
  readonly dir?: 'ltr' | 'rtl'
}

const inherited: TextProps = {}

/**
 * Returns the attributes `lang` and `dir` of the language that the provider has. Without one, an element inherits both from the page.
 */
export function useTextProps(): TextProps {
  const locale = useContext(LocaleContext)
  return typeof locale === 'string' ? inherited : { lang: locale.tag, dir: locale.direction }
}
