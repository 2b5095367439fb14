import type { UseProfileResult } from '../../react/profile/useProfile.js'
import type { ProfileControlOptions } from './ProfileControl.js'
import { createPartContext } from '../ui/partProps.js'
import type { ProfileFieldConfig, ProfileFieldInput } from './profileFieldConfig.js'
import type { FieldRegistry } from './useFieldRegistry.js'

export interface ProfileEditorState {
  /** The id of the title, which names the form. */
  readonly titleId: string
  readonly headingLevel: 1 | 2 | 3 | 4
  readonly profile: UseProfileResult
  /** What is shown by default, in its order. */
  readonly fields: readonly ProfileFieldInput[]
  readonly configOf: (input: ProfileFieldInput) => ProfileFieldConfig
  readonly shown: FieldRegistry
  readonly controls: ProfileControlOptions
  /** The service holds strings only in custom attributes. */
  readonly asStrings: boolean
  /** How many of the fields on the page the last save found wrong. */
  readonly blocked: number
  readonly discard: () => void
  /** Says something in the live region of the form. */
  readonly say: (text: string) => void
}

export const [ProfileEditorProvider, useProfileEditorState] =
  createPartContext<ProfileEditorState>('ProfileEditor')

/** Returns the form around a part, which takes the focus of a removed part. */
export function findEditor(part: HTMLElement): HTMLElement | null {
  return part.closest<HTMLElement>('.ik-profile-editor')
}
