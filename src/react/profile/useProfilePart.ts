import { useSyncExternalStore } from 'react'
import { applyDraft, getDirtyKeys, type ProfileKey } from '../../core/user/profileDraft.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { User } from '../../core/user/user.js'
import {
  getFieldActions,
  getFieldValues,
  type ProfileFieldState,
  type ProfileState,
} from './profileState.js'
import type { ProfileForm } from './useProfileStore.js'

/**
 * Returns a part of a form's state, and renders only when another part is selected.
 * @param reuse returns the previous part if it stands for the new one, too @default by deep equality
 */
export function useProfilePart<Part>(
  { state }: Pick<ProfileForm, 'state'>,
  select: (state: ProfileState) => Part,
  reuse: (before: Part | undefined, part: Part) => Part = replaceEqualDeep,
): Part {
  // Each render selects anew, and keeps what it selected until the next one.
  const getSnapshot = keep(() => select(state.getSnapshot()), reuse)
  return useSyncExternalStore(state.subscribe, getSnapshot, getSnapshot)
}

function keep<Part>(get: () => Part, reuse: (before: Part | undefined, part: Part) => Part) {
  let last: Part | undefined
  return () => (last = reuse(last, get()))
}

/** Returns whether a shown field has unsaved edits. */
export function isProfileDirty({ user, isShown }: ProfileForm, { draft }: ProfileState): boolean {
  return user !== undefined && getDirtyKeys(user, draft).some(isShown)
}

/** Returns the saved user with all edits. */
export function getDraftUser({ user }: ProfileForm, { draft }: ProfileState): User | undefined {
  return user && applyDraft(user, draft)
}

/** Returns one field of a form, and renders only when this field changes. */
export function useProfileField(form: ProfileForm, key: ProfileKey): ProfileFieldState {
  const { user, change } = form
  const values = useProfilePart(form, (state) => getFieldValues(state, user, key))
  return { ...values, ...getFieldActions(user, key, change) }
}
