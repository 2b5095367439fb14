'use client'
import { createContext, type JSX } from 'react'
import type { PreferenceGroupTarget } from '../../core/preferences/preferenceGroup.js'
import { usePreferenceCenterState } from './preferenceCenterState.js'

/** The settings beside which `bulk` of the preference center is rendered; `undefined` at its end. */
export const BulkPlaceContext = createContext<PreferenceGroupTarget | undefined>(undefined)

/** Props of `BulkSlot`. */
export interface BulkSlotProps {
  readonly target: PreferenceGroupTarget
}

/** Renders `bulk` of the preference center beside some settings. */
export function BulkSlot({ target }: BulkSlotProps): JSX.Element {
  const { bulk } = usePreferenceCenterState('BulkSlot')
  return <BulkPlaceContext.Provider value={target}>{bulk}</BulkPlaceContext.Provider>
}
