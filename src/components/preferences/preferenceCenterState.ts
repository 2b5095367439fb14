import type { ReactNode } from 'react'
import { createPartContext } from '../ui/partProps.js'

/** The values that a `PreferenceCenter` passes to its parts. */
export interface PreferenceCenterState {
  /** The id of the title, which labels the section. */
  readonly titleId: string
  /** The heading level of the title; groups are one level below. */
  readonly headingLevel: 1 | 2 | 3 | 4
  /** The action while the user is signed out. */
  readonly signIn?: ReactNode
  /** How often messages come, in each row whose type has a frequency. */
  readonly frequency?: ReactNode
  /** Shown beside each group, channel and type, and at the end. */
  readonly bulk?: ReactNode
}

/** The context of the parts of a preference center. */
export const [PreferenceCenterProvider, usePreferenceCenterState] =
  createPartContext<PreferenceCenterState>('PreferenceCenter')
