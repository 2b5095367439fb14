import { createPartContext } from '../ui/partProps.js'

export interface PreferenceCenterState {
  /** The id of the title, which names the section. */
  readonly titleId: string
  /** The level of the title; the groups stand one below it. */
  readonly headingLevel: 1 | 2 | 3 | 4
}

export const [PreferenceCenterProvider, usePreferenceCenterState] =
  createPartContext<PreferenceCenterState>('PreferenceCenter')
