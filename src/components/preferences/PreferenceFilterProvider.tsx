'use client'
import { createContext, useMemo, useState, type JSX, type ReactNode } from 'react'
import type { PreferenceOutlineType } from '../../core/preferences/preferenceOutline.js'

/** Which rows of a preference center are shown. */
export interface PreferenceFilter {
  /** Whether the row of the switches over all types is shown, too. */
  readonly hasAllTypes: boolean
  readonly matches: (type: PreferenceOutlineType, group: string | undefined) => boolean
}

/** The filter of the rows, and the function that sets it. Without a filter all rows are shown. */
export const PreferenceFilterContext = createContext<{
  readonly filter?: PreferenceFilter | undefined
  readonly setFilter?: (filter: PreferenceFilter | undefined) => void
}>({})

/** Props of `PreferenceFilterProvider`. */
export interface PreferenceFilterProviderProps {
  readonly children: ReactNode
}

/** Passes the filter to the parts of a preference center. Only the parts that use it render when it changes. */
export function PreferenceFilterProvider(props: PreferenceFilterProviderProps): JSX.Element {
  const [filter, setFilter] = useState<PreferenceFilter>()
  const value = useMemo(() => ({ filter, setFilter }), [filter])
  return (
    <PreferenceFilterContext.Provider value={value}>
      {props.children}
    </PreferenceFilterContext.Provider>
  )
}
