'use client'
import type { IdentikitError } from '../../core/errors.js'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'
import type { LoadState } from '../store/loadState.js'
import {
  getFieldActions,
  getFieldValues,
  type ProfileFieldState,
  type ProfileSaveStatus,
} from './profileState.js'
import type { ProfileSaveResult } from './saveProfile.js'
import type { EmailChange } from './useEmailChange.js'
import { getDraftUser, isProfileDirty, useProfilePart } from './useProfilePart.js'
import { useProfileStore, type ProfileFormOptions } from './useProfileStore.js'

/** The options of `useProfile`. */
export interface UseProfileOptions extends ProfileFormOptions {}

/** The result of `useProfile`. */
export interface UseProfileResult extends LoadState {
  /** The saved user; `undefined` before the first load. */
  readonly user: User | undefined
  /** The saved user with all edits. */
  readonly draft: User | undefined
  /** Whether a shown field has unsaved edits. */
  readonly isDirty: boolean
  /** Whether the browser is online. */
  readonly isOnline: boolean
  /** How the last save went; `idle` again after the next edit. */
  readonly saveStatus: ProfileSaveStatus
  /** Why the last save failed. */
  readonly saveError: IdentikitError | undefined
  /** The change of the email address that waits for a confirmation. */
  readonly email: EmailChange
  /** Returns one field. */
  readonly field: (key: ProfileKey) => ProfileFieldState
  /** Reads the user again, then sends what changed. Edits are kept until they are saved. Never rejects. */
  readonly save: () => Promise<ProfileSaveResult>
  /** Discards the edits of the shown fields. */
  readonly discard: () => void
}

/**
 * Holds a user's edits of their profile until they are saved. A read in the meantime discards no edit; a value that changed elsewhere is a
 * conflict of its field. While there are edits, the profile stays `ready`, also while the session is loading again or a new client reads.
 * @example
 * const { field, save, isDirty } = useProfile()
 * const name = field('name')
 * <input value={String(name.value ?? '')} onChange={(event) => name.set(event.target.value)} />
 */
export function useProfile(options: UseProfileOptions = {}): UseProfileResult {
  const form = useProfileStore(options)
  const { state: _, change, isShown: __, ...others } = form
  const state = useProfilePart(
    form,
    (whole) => whole,
    (_before, whole) => whole,
  )
  const { user } = form
  return {
    ...others,
    draft: getDraftUser(form, state),
    isDirty: isProfileDirty(form, state),
    saveStatus: state.saveStatus,
    saveError: state.saveError,
    field: (key) => ({
      ...getFieldValues(state, user, key),
      ...getFieldActions(user, key, change),
    }),
  }
}
