import { IdentikitError } from '../../core/errors.js'
import type { Json } from '../../core/json.js'
import { withDeadline } from '../../core/sync/deadline.js'
import { maxElapsed } from '../../core/sync/retryPolicy.js'
import {
  getDirtyKeys,
  getEdit,
  isConflict,
  getEditedKeys,
  toReplacingPatch,
  markSent,
  type ProfileDraft,
  type ProfileEdit,
  type ProfileKey,
} from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'
import { toLoadError } from '../store/loadState.js'
import type { SaveResult } from '../store/saveState.js'
import { getSavedData } from '../store/store.js'
import type { Stores } from '../store/stores.js'
import { getUserStore } from '../user/userStore.js'
import { ignoredKeys, refusedKeys } from './profileFieldError.js'
import { afterSaved, refuseValue, type ChangeProfile, type ProfileState } from './profileState.js'
import type { EmailChange } from './useEmailChange.js'

/** The value to save, which a validator may normalize, or a sentence that says what is wrong. */
export type ProfileCheck = { readonly value: Json } | { readonly error: string }

/** Returns the value to save or what is wrong with it, within 30 s. */
export type ProfileValidator = (
  key: ProfileKey,
  value: Json,
) => ProfileCheck | Promise<ProfileCheck>

/**
 * How a save of the profile ended. `requested`: nothing was saved, and another address waits for the user's confirmation; `blocked`: nothing
 * or not everything was sent, since the fields of `keys` need the user's attention.
 */
export type ProfileSaveResult =
  | SaveResult
  | { readonly status: 'requested' }
  | { readonly status: 'blocked'; readonly keys: readonly ProfileKey[] }

/** What a save needs. */
export interface SaveContext {
  readonly stores: Stores
  readonly email: EmailChange
  readonly validate: ProfileValidator | undefined
  readonly isShown: (key: ProfileKey) => boolean
  readonly getState: () => ProfileState
  readonly change: ChangeProfile
}

/**
 * Reads the user again, then sends what changed.
 * @throws what the read, `validate` or the request throws
 */
export async function saveProfile(context: SaveContext): Promise<ProfileSaveResult> {
  const { stores, email, isShown, getState, change } = context
  // Fields that unmount during the save are saved all the same.
  const shown = new Set(getEditedKeys(getState().draft).filter(isShown))
  const saved = await readUser(stores)
  const { draft } = getState()
  const dirty = getDirtyKeys(saved, draft)
  const keys = dirty.filter((key) => shown.has(key) || isShown(key))
  const unchanged = getEditedKeys(draft).filter((key) => !dirty.includes(key))
  // Edits that were saved elsewhere, too, end now: they must not return when the value changes there again.
  change((state) => afterSaved(state, draft, unchanged, saved))
  change((state) => ({ touched: new Set([...state.touched, ...keys]) }))
  const edits = await validateEdits(context, saved, draft, keys)
  // Another value may have been read during the validation.
  const user = getUser(stores, saved)
  const blocked = keys.filter((key) => !edits[key] || isConflict(user, draft, key))
  if (blocked.length > 0) return { status: 'blocked', keys: blocked }
  const { email: nextEmail, ...others } = edits
  const requested = email.isRequested ? nextEmail : undefined
  const result = await writeEdits(context, draft, requested ? others : edits, user)
  if (!requested || result.status === 'blocked' || result.status === 'failed') return result
  const error = await email.request(requested.value as string)
  if (error) {
    change((state) => refuseValue(state, 'email', getEdit(draft, 'email')?.value ?? null, error))
    return { status: 'blocked', keys: ['email'] }
  }
  change((state) => afterSaved(state, draft, ['email'], getUser(stores, user)))
  return Object.keys(others).length > 0 ? result : { status: 'requested' }
}

/** Reads the user again, so that changes from elsewhere are not overwritten unseen. */
async function readUser(stores: Stores): Promise<User> {
  await stores.reload('user')
  const snapshot = getUserStore(stores).user.getSnapshot()
  const error = toLoadError(snapshot.query)
  if (error) throw error
  const user = getSavedData(snapshot)
  if (user) return user
  throw new IdentikitError('not-loaded', 'The profile was saved before it was loaded.')
}

function getUser(stores: Stores, fallback: User): User {
  return getSavedData(getUserStore(stores).user.getSnapshot()) ?? fallback
}

/** Returns the edits to send. Those that need the user's attention are left out. */
async function validateEdits(
  { validate, change }: SaveContext,
  saved: User,
  draft: ProfileDraft,
  keys: readonly ProfileKey[],
): Promise<ProfileDraft> {
  async function validateEdit(key: ProfileKey): Promise<ProfileEdit | undefined> {
    const edit = getEdit(draft, key)
    if (!edit || edit.error !== undefined || isConflict(saved, draft, key)) return undefined
    const check = await withDeadline(async () => validate?.(key, edit.value), {
      timeout: maxElapsed,
      late,
    })
    if (!check) return edit
    if ('value' in check) return { ...edit, ...check }
    change((state) => refuseValue(state, key, edit.value, { text: check.error }))
    return undefined
  }
  const edits = await Promise.all(keys.map(async (key) => [key, await validateEdit(key)] as const))
  return Object.fromEntries(edits.flatMap(([key, edit]) => (edit ? [[key, edit] as const] : [])))
}

const late = () => new IdentikitError('timeout', 'validate() of useProfile() did not answer.')

/** Sends edits, and blocks the fields that the service refused or ignored. */
async function writeEdits(
  { stores, change }: SaveContext,
  draft: ProfileDraft,
  edits: ProfileDraft,
  user: User,
): Promise<ProfileSaveResult> {
  const { traits, updateUser } = getUserStore(stores)
  const patch = toReplacingPatch(edits, user, traits())
  const result = await updateUser(patch)
  const after = getUser(stores, user)
  const refused =
    result.status === 'failed'
      ? refusedKeys(result.error, edits)
      : ignoredKeys(user, after, edits, stores.capabilities())
  if (result.status === 'failed') {
    change((state) => ({
      draft: markSent(state.draft, draft, getEditedKeys(edits)),
      failed: [...state.failed, patch],
    }))
    if (refused.length === 0) return result
  } else {
    const accepted = getEditedKeys(edits).filter((key) => !refused.includes(key))
    change((state) => afterSaved(state, draft, accepted, after))
  }
  for (const key of refused) {
    // The value before `validate` normalized it.
    const value = getEdit(draft, key)?.value ?? null
    change((state) => refuseValue(state, key, value, { isRefused: true }))
  }
  return refused.length > 0 ? { status: 'blocked', keys: refused } : result
}
