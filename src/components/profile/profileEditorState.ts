import type { ProfileForm } from '../../react/profile/useProfileStore.js'
import type { ValueStore } from '../../react/store/valueStore.js'
import { createPartContext } from '../ui/partProps.js'
import type { ProfileControlOptions } from './ProfileControl.js'
import type { ProfileFieldConfig, ProfileFieldInput } from './profileFieldConfig.js'
import type { FieldRegistry } from './useFieldRegistry.js'

/** What the parts of a profile editor share. */
export interface ProfileEditorState {
  /** The id of the heading, which names the form. */
  readonly titleId: string
  readonly headingLevel: 1 | 2 | 3 | 4
  readonly profile: ProfileForm
  /** The fields of the default layout, in order. */
  readonly fields: readonly ProfileFieldInput[]
  readonly getConfig: (input: ProfileFieldInput) => ProfileFieldConfig
  readonly registry: FieldRegistry
  readonly controlOptions: ProfileControlOptions
  /** Whether the service stores traits as strings only. */
  readonly asStrings: boolean
  /** The number of rendered fields that blocked the last save. */
  readonly blockedCount: number
  readonly discard: () => void
  /** Announces a text in the live region of the form. */
  readonly announce: (text: string) => void
  /** The text of the live region. */
  readonly announcement: ValueStore<string>
}

/** The context of the parts of a profile editor. */
export const [ProfileEditorProvider, useProfileEditorState] =
  createPartContext<ProfileEditorState>('ProfileEditor')

/** Returns the form around a part, which takes the focus of a removed part. */
export function findEditor(part: HTMLElement): HTMLElement | null {
  return part.closest<HTMLElement>('.ik-profile-editor')
}
