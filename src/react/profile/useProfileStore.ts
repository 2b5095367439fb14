'use client'
import { useState } from 'react'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'
import { useOnline } from '../environment/useOnline.js'
import { getLoadState, isOfFormerUser, type LoadState } from '../store/loadState.js'
import { getSavedData } from '../store/store.js'
import type { UserId } from '../store/queries.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { createValueStore, type ValueStore } from '../store/valueStore.js'
import { getUserStore } from '../user/userStore.js'
import {
  afterDiscarded,
  emptyProfile,
  type ChangeProfile,
  type ProfileState,
} from './profileState.js'
import { saveProfile, type ProfileSaveResult, type ProfileValidator } from './saveProfile.js'
import { useEmailChange, type EmailChange, type EmailChangeOptions } from './useEmailChange.js'
import { useLastUser, useLastUserId } from './useLastUser.js'

/** The options of a profile form. */
export interface ProfileFormOptions extends EmailChangeOptions {
  /** Returns the value to save or what is wrong with it, within 30 s. */
  readonly validate?: ProfileValidator | undefined
  /**
   * Returns whether the user can see and edit a field. Edits of other fields are kept, but are neither counted in `isDirty` nor saved, unless
   * the field was shown when the save began.
   * @default all fields are shown
   */
  readonly isShown?: ((key: ProfileKey) => boolean) | undefined
}

/** A profile form without what changes with each key. Its parts select that from `state`. */
export interface ProfileForm extends LoadState {
  /** The saved user; `undefined` before the first load. */
  readonly user: User | undefined
  /** Whether the browser is online. */
  readonly isOnline: boolean
  /** The change of the email address that waits for a confirmation. */
  readonly email: EmailChange
  /** The edits and the last save of one user. */
  readonly state: Pick<ValueStore<ProfileState>, 'subscribe' | 'getSnapshot'>
  readonly change: ChangeProfile
  readonly isShown: (key: ProfileKey) => boolean
  /** Reads the user again, then sends what changed. Edits are kept until they are saved. Never rejects. */
  readonly save: () => Promise<ProfileSaveResult>
  /** Discards the edits of the shown fields. */
  readonly discard: () => void
}

/** Holds the edits of a profile, and renders when the user is read or saved, but not when they type. */
export function useProfileStore(options: ProfileFormOptions): ProfileForm {
  const stores = useStores('useProfile()')
  const isOnline = useOnline()
  const { user: store, dismissUser } = getUserStore(stores)
  const snapshot = useSnapshot(store, (whole) => whole)
  const userId = useLastUserId(stores.userId)
  const { state, change } = useProfileState(userId)
  const getState = state.getSnapshot
  const saved = getSavedData(snapshot)
  const last = useLastUser(userId, saved)
  const isEdited = useSnapshot(state, ({ draft }) => !saved && Object.keys(draft).length > 0)
  const isKept = isEdited && !isOfFormerUser(snapshot.query)
  const user = isKept ? last : saved
  const load = getLoadState(stores, 'user', snapshot)
  const { pendingEmail } = options
  const emailOptions = stores.isReadOnly() ? { pendingEmail } : options
  const email = useEmailChange(userId, user?.email, emailOptions)
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
    isOnline,
    email,
    state,
    change,
    isShown,
    save,
    discard,
  }
}

/** Holds the state of a profile form, and starts a new one when the user changes. */
function useProfileState(userId: UserId) {
  const [current, setCurrent] = useState(() => createProfileState(userId))
  if (current.userId === userId) return current
  const next = createProfileState(userId)
  setCurrent(next)
  return next
}

function createProfileState(userId: UserId) {
  const state = createValueStore<ProfileState>(emptyProfile)
  const change: ChangeProfile = (step) => {
    const before = state.getSnapshot()
    state.set({ ...before, ...step(before) })
  }
  return { userId, state, change }
}
