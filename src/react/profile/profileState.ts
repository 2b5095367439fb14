import { withoutKey } from '../../core/objectKeys.js'
import type { IdentikitError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import {
  getDraftValue,
  getEdit,
  isConflict,
  isDirty,
  keepMine,
  getSavedValue,
  applyEdit,
  removeSavedEdits,
  type ProfileDraft,
  type ProfileKey,
} from '../../core/user/profileDraft.js'
import type { User, UserPatch } from '../../core/user/user.js'
import type { SaveStatus } from '../store/saveState.js'
import { toFieldError, type ProfileFieldError } from './profileFieldError.js'

/**
 * How the last save of a profile went. `requested`: another address waits for the user's confirmation; `blocked`: some fields need the
 * user's attention.
 */
export type ProfileSaveStatus = SaveStatus | 'requested' | 'blocked'

/** The state of one user's profile form. */
export interface ProfileState {
  readonly draft: ProfileDraft
  /** The keys of changed fields that lost the focus or were saved. */
  readonly touched: ReadonlySet<string>
  /** The errors of refused values, shown until the value changes. */
  readonly refusals: Readonly<
    Record<string, { readonly value: Json; readonly error: ProfileFieldError }>
  >
  /** The patches whose save failed. */
  readonly failed: readonly UserPatch[]
  readonly saveStatus: ProfileSaveStatus
  readonly saveError: IdentikitError | undefined
}

/** Changes the state, from the newest one. */
export type ChangeProfile = (step: (state: ProfileState) => Partial<ProfileState>) => void

const idle = { saveStatus: 'idle', saveError: undefined } as const

/** The state of a profile without edits. */
export const emptyProfile: ProfileState = {
  draft: {},
  touched: new Set(),
  refusals: {},
  failed: [],
  ...idle,
}

/** What is shown of one field of the profile. */
export interface ProfileFieldValues {
  /** The edited value, else the saved one; `null` is empty. */
  readonly value: Json
  /** The saved value; `null` is empty. */
  readonly saved: Json
  /** Whether saving would change the field. */
  readonly isDirty: boolean
  /** Whether another value was saved elsewhere since the user began to edit. */
  readonly isConflict: boolean
  /** Why it can't be saved; an error of a value that is being edited only after the field lost the focus or was saved. */
  readonly error: ProfileFieldError | undefined
}

/** One field of the profile, with what changes it. */
export interface ProfileFieldState extends ProfileFieldValues {
  /** Edits the value. An `error` says why it can't be saved. */
  readonly set: (value: Json, error?: string) => void
  /** Shows the error of the value from now on. */
  readonly onBlur: () => void
  /** Settles a conflict for the edited value. */
  readonly keepMine: () => void
  /** Settles a conflict for the saved value. */
  readonly acceptServerValue: () => void
}

/** Returns a field as it is shown. */
export function getFieldValues(
  { draft, touched, refusals, saveStatus }: ProfileState,
  user: User | undefined,
  key: ProfileKey,
): ProfileFieldValues {
  const isUnsaved = user !== undefined && isDirty(user, draft, key)
  const value = user ? getDraftValue(user, draft, key) : null
  const refusal = isUnsaved && Object.hasOwn(refusals, key) ? refusals[key] : undefined
  const error = touched.has(key) ? getEdit(draft, key)?.error : undefined
  return {
    value,
    saved: user ? getSavedValue(user, key) : null,
    isDirty: isUnsaved,
    isConflict: user !== undefined && saveStatus !== 'saving' && isConflict(user, draft, key),
    error: refusal?.value === value ? refusal.error : toFieldError(error),
  }
}

/** Returns what changes a field. */
export function getFieldActions(
  user: User | undefined,
  key: ProfileKey,
  change: ChangeProfile,
): Omit<ProfileFieldState, keyof ProfileFieldValues> {
  return {
    set: (edited, editError) =>
      change((state) => ({
        ...(state.saveStatus !== 'saving' && idle),
        draft: user
          ? applyEdit(state.draft, user, key, { value: edited, error: editError })
          : state.draft,
      })),
    // An unchanged field shows no error.
    onBlur: () =>
      change((state) =>
        user && isDirty(user, state.draft, key)
          ? { touched: new Set([...state.touched, key]) }
          : {},
      ),
    keepMine: () =>
      change((state) => (user ? { draft: keepMine(state.draft, user, key), ...idle } : {})),
    acceptServerValue: () => change((state) => ({ draft: withoutKey(state.draft, key), ...idle })),
  }
}

/** Returns the change after a value was refused. */
export function refuseValue(
  { refusals }: ProfileState,
  key: ProfileKey,
  value: Json,
  error: ProfileFieldError,
): Partial<ProfileState> {
  return { refusals: { ...refusals, [key]: { value, error } } }
}

/** Returns the change after some keys of an earlier draft were saved. */
export function afterSaved(
  { draft, touched, refusals }: ProfileState,
  savedDraft: ProfileDraft,
  keys: readonly ProfileKey[],
  user: User,
): Partial<ProfileState> {
  const isSaved = (key: string) => keys.some((savedKey) => savedKey === key)
  return {
    draft: removeSavedEdits(draft, savedDraft, keys, user),
    touched: new Set([...touched].filter((key) => !isSaved(key))),
    refusals: Object.fromEntries(Object.entries(refusals).filter(([key]) => !isSaved(key))),
  }
}

/** Returns the change after the shown fields were discarded; edits of hidden fields are kept. */
export function afterDiscarded(
  { draft, touched, refusals }: ProfileState,
  isShown: (key: ProfileKey) => boolean,
): Partial<ProfileState> {
  const isHidden = (key: string) => !isShown(key as ProfileKey)
  return {
    ...emptyProfile,
    draft: Object.fromEntries(Object.entries(draft).filter(([key]) => isHidden(key))),
    touched: new Set([...touched].filter(isHidden)),
    refusals: Object.fromEntries(Object.entries(refusals).filter(([key]) => isHidden(key))),
  }
}
