'use client'
import { useEffect, useRef, useState } from 'react'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { getDirtyKeys, applyDraft, type ProfileKey } from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'
import { useOnline } from '../environment/useOnline.js'
import { getLoadState, isOfFormerUser, type LoadState } from '../store/loadState.js'
import { getSavedData } from '../store/store.js'
import type { UserId } from '../store/queries.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserStore } from '../user/userStore.js'
import {
  afterDiscarded,
  emptyProfile,
  getField,
  type ChangeProfile,
  type ProfileFieldState,
  type ProfileSaveStatus,
  type ProfileState,
} from './profileState.js'
import { saveProfile, type ProfileSaveResult, type ProfileValidator } from './saveProfile.js'
import { useEmailChange, type EmailChange, type EmailChangeOptions } from './useEmailChange.js'
import { useLastUser, useLastUserId } from './useLastUser.js'

/** The options of `useProfile`. */
export interface UseProfileOptions extends EmailChangeOptions {
  /** Returns the value to save or what is wrong with it, within 30 s. */
  readonly validate?: ProfileValidator | undefined
  /**
   * Returns whether the user can see and edit a field. Edits of other fields are kept, but are neither counted in `isDirty` nor saved, unless
   * the field was shown when the save began.
   * @default all fields are shown
   */
  readonly isShown?: ((key: ProfileKey) => boolean) | undefined
}

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
  const stores = useStores('useProfile()')
  const isOnline = useOnline()
  const { user: store, dismissUser } = getUserStore(stores)
  const snapshot = useSnapshot(store, (whole) => whole)
  const userId = useLastUserId(stores.userId)
  const { state, getState, change } = useProfileState(userId)
  const saved = getSavedData(snapshot)
  const last = useLastUser(userId, saved)
  const hasEdits = Object.keys(state.draft).length > 0
  const isKept = !saved && hasEdits && !isOfFormerUser(snapshot.query)
  const user = isKept ? last : saved
  const load = getLoadState(stores, 'user', snapshot)
  const email = useEmailChange(userId, user?.email, options)
  const isShown = (key: ProfileKey) => options.isShown?.(key) !== false

  /** Dismisses the patches that failed. */
  function dismissFailed(): void {
    for (const patch of getState().failed) dismissUser(patch)
    change(() => ({ failed: [] }))
  }

  function discard(): void {
    if (getState().saveStatus === 'saving') return
    dismissFailed()
    change((before) => afterDiscarded(before, isShown))
  }

  async function save(): Promise<ProfileSaveResult> {
    if (getState().saveStatus === 'saving') return { status: 'replaced' }
    if (!navigator.onLine)
      return { status: 'failed', error: new IdentikitError('network', 'The browser is offline.') }
    change(() => ({ saveStatus: 'saving', saveError: undefined }))
    const { validate } = options
    const result = await saveProfile({ stores, email, validate, isShown, getState, change }).catch(
      (thrown: unknown) => ({ status: 'failed' as const, error: toIdentikitError(thrown) }),
    )
    const saveStatus = result.status === 'replaced' ? 'saved' : result.status
    if (saveStatus === 'saved' || saveStatus === 'requested') dismissFailed()
    change(() => ({ saveStatus, saveError: result.status === 'failed' ? result.error : undefined }))
    return result
  }

  return {
    ...load,
    status: isKept && last ? 'ready' : load.status,
    user,
    draft: user && applyDraft(user, state.draft),
    isDirty: user !== undefined && getDirtyKeys(user, state.draft).some(isShown),
    isOnline,
    saveStatus: state.saveStatus,
    saveError: state.saveError,
    email,
    field: (key) => getField(state, user, key, change),
    save,
    discard,
  }
}

/** Holds the state of a profile form, and starts a new one when the user changes. */
function useProfileState(userId: UserId) {
  const [stored, setStored] = useState<ProfileState>({ userId, ...emptyProfile })
  /** The newest state, for async functions that end in a later render. */
  const latest = useRef(stored)
  const latestUserId = useRef(userId)
  useEffect(() => {
    latestUserId.current = userId
  }, [userId])

  const toOwn = (state: ProfileState) =>
    state.userId === userId ? state : { userId, ...emptyProfile }
  const getState = () => toOwn(latest.current)
  const change: ChangeProfile = (step) => {
    if (latestUserId.current !== userId) return
    const before = getState()
    latest.current = { ...before, ...step(before) }
    setStored(latest.current)
  }
  return { state: toOwn(stored), getState, change }
}
