import { withoutKey } from '../../core/record.js'
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
import type { UserId } from '../store/queries.js'
import type { SaveStatus } from '../store/saveState.js'
import { toFieldError, type ProfileFieldError } from './profileFieldError.js'

/**
 * How the last save of a profile went. `requested`: another address waits for the user's confirmation; `blocked`: some fields need the
 * user's attention.
 */
export type ProfileSaveStatus = SaveStatus | 'requested' | 'blocked'

/** The state of one user's profile form. */
export interface ProfileState {
  readonly userId: UserId
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

export const emptyProfile: Omit<ProfileState, 'userId'> = {
  draft: {},
  touched: new Set(),
  refusals: {},
  failed: [],
  ...idle,
}

/** One field of a profile form. */
export interface ProfileFieldView {
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

/** Returns a field as it is shown. */
export function getField(
  { draft, touched, refusals, saveStatus }: ProfileState,
  user: User | undefined,
  key: ProfileKey,
): ProfileFieldView {
  if (!user)
    return { value: null, saved: null, isDirty: false, isConflict: false, error: undefined }
  const value = getDraftValue(user, draft, key)
  const isUnsaved = isDirty(user, draft, key)
  const refusal = isUnsaved && Object.hasOwn(refusals, key) ? refusals[key] : undefined
  const error = touched.has(key) ? getEdit(draft, key)?.error : undefined
  return {
    value,
    saved: getSavedValue(user, key),
    isDirty: isUnsaved,
    isConflict: saveStatus !== 'saving' && isConflict(user, draft, key),
    error: refusal?.value === value ? refusal.error : toFieldError(error),
  }
}

/** Returns the change of an edit. */
export function editField(
  { draft, saveStatus }: ProfileState,
  user: User | undefined,
  key: ProfileKey,
  edit: { readonly value: Json; readonly error: string | undefined },
): Partial<ProfileState> {
  return {
    ...(saveStatus !== 'saving' && idle),
    draft: user ? applyEdit(draft, user, key, edit) : draft,
  }
}

/** Returns the change when a field loses the focus: an unchanged field shows no error. */
export function blurField(
  { draft, touched }: ProfileState,
  user: User | undefined,
  key: ProfileKey,
): Partial<ProfileState> {
  return user && isDirty(user, draft, key) ? { touched: new Set([...touched, key]) } : {}
}

/** Returns the change that settles a conflict for the edited value. */
export function keepEdit(
  { draft }: ProfileState,
  user: User | undefined,
  key: ProfileKey,
): Partial<ProfileState> {
  return user ? { draft: keepMine(draft, user, key), ...idle } : {}
}

/** Returns the change that settles a conflict for the saved value. */
export function dropEdit({ draft }: ProfileState, key: ProfileKey): Partial<ProfileState> {
  return { draft: withoutKey(draft, key), ...idle }
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
