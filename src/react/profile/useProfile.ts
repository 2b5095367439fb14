'use client'
import { useEffect, useRef, useState } from 'react'
import { withDeadline } from '../../core/sync/deadline.js'
import { toIdentikitError, type IdentikitError } from '../../core/errors.js'
import {
  dirtyKeys,
  draftedAt,
  draftUser,
  editAt,
  isConflict,
  isDirty,
  keptMine,
  keysOf,
  savedAt,
  toReplacingPatch,
  withEdit,
  withSent,
  type ProfileDraft,
  type ProfileEdit,
  type ProfileKey,
} from '../../core/user/profileDraft.js'
import type { Json } from '../../core/json.js'
import { withoutKey } from '../../core/record.js'
import type { User } from '../../core/user/user.js'
import { toLoadError } from '../store/loadError.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import type { SaveResult } from '../store/saveState.js'
import { getSavedData } from '../store/store.js'
import { useStores } from '../store/stores.js'
import {
  checking,
  ignoredKeys,
  notLoaded,
  offline,
  refusedKeys,
  toFieldError,
  type ProfileFieldError,
} from './profileFieldError.js'
import { useEmailChange, type EmailChange, type EmailChangeOptions } from './useEmailChange.js'
import {
  afterDiscarded,
  afterSaved,
  emptyProfile,
  idle,
  type ProfileSaveStatus,
  type ProfileState,
} from './profileState.js'
import { useOnline } from '../environment/useOnline.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UseProfileOptions extends EmailChangeOptions {
  /** Says within 30 s what is to be saved of a value, or what is wrong with it, in a sentence for the person. */
  readonly validate?:
    | ((key: ProfileKey, value: Json) => ProfileCheck | Promise<ProfileCheck>)
    | undefined
  /**
   * Whether the person sees a field and may change it; what was typed into another is kept, and neither counted as unsaved
   * nor saved, unless it was shown when the save began.
   * @default all are
   */
  readonly isShown?: ((key: ProfileKey) => boolean) | undefined
}

export type ProfileCheck = { readonly value: Json } | { readonly problem: string }

/** One thing that a profile holds, as it is shown. */
export interface ProfileFieldState {
  /** What was typed, else what is saved; `null` is empty. */
  readonly value: Json
  readonly saved: Json
  readonly isDirty: boolean
  /** Another value was saved somewhere else since the person began to type. */
  readonly isConflict: boolean
  /** Why it is not saved; a problem of what is being typed only once the person left the field, or tried to save. */
  readonly error: ProfileFieldError | undefined
  readonly set: (value: Json, problem?: string) => void
  /** The person left the field. */
  readonly onBlur: () => void
  /** Settles a conflict. */
  readonly keepMine: () => void
  readonly acceptServerValue: () => void
}

/**
 * `requested`: nothing was saved; another address was asked for and waits to be confirmed. `blocked`: nothing was sent, or not all, since
 * these fields need the person.
 */
export type ProfileSaveResult =
  | SaveResult
  | { readonly status: 'requested' }
  | { readonly status: 'blocked'; readonly keys: readonly ProfileKey[] }

/** The result of `useProfile`. */
export interface UseProfileResult extends LoadState {
  /** What is saved. */
  readonly user: User | undefined
  /** What is saved, with what was typed. */
  readonly draft: User | undefined
  readonly isDirty: boolean
  readonly isOnline: boolean
  /** How the last save is doing; `idle` again with the next edit. */
  readonly saveStatus: ProfileSaveStatus
  /** Why the last save failed. */
  readonly saveError: IdentikitError | undefined
  readonly email: EmailChange
  readonly field: (key: ProfileKey) => ProfileFieldState
  /** Reads anew what is saved, then sends only what changed. What was typed stays until it is saved. Never rejects. */
  readonly save: () => Promise<ProfileSaveResult>
  /** Takes back what was typed into the fields that are shown. */
  readonly discard: () => void
}

/**
 * Holds what the user types about themselves until they save it: nothing that is read meanwhile can discard it, and what changed
 * somewhere else is a conflict of its own field.
 * @example
 * const { field, save, isDirty } = useProfile()
 * const name = field('name')
 * <input value={String(name.value ?? '')} onChange={(event) => name.set(event.target.value)} />
 */
export function useProfile(options: UseProfileOptions = {}): UseProfileResult {
  const stores = useStores('useProfile()')
  const { userId, user: store } = stores
  const isOnline = useOnline()
  const snapshot = useSnapshot(store, (whole) => whole)
  const user = getSavedData(snapshot)
  const email = useEmailChange(userId, user?.email, options)
  const [held, setHeld] = useState<ProfileState>({ userId, ...emptyProfile })
  /** An await ends in a later render, and must know what was typed meanwhile. */
  const live = useRef(held)
  const owner = useRef(userId)
  useEffect(() => {
    owner.current = userId
  }, [userId])
  // What one person typed is nothing of the next one's.
  const state = held.userId === userId ? held : { userId, ...emptyProfile }

  const isShown = (key: ProfileKey) => options.isShown?.(key) !== false
  const own = () => (live.current.userId === userId ? live.current : { userId, ...emptyProfile })

  function change(step: (before: ProfileState) => Partial<ProfileState>): void {
    if (owner.current !== userId) return
    const before = own()
    live.current = { ...before, ...step(before) }
    setHeld(live.current)
  }

  function field(key: ProfileKey): ProfileFieldState {
    const { draft, left, refused } = state
    const isUnsaved = user !== undefined && isDirty(user, draft, key)
    const value = user ? draftedAt(user, draft, key) : null
    const problem = editAt(draft, key)?.problem
    const no = isUnsaved && Object.hasOwn(refused, key) ? refused[key] : undefined
    return {
      value,
      saved: user ? savedAt(user, key) : null,
      isDirty: isUnsaved,
      isConflict:
        user !== undefined && state.saveStatus !== 'saving' && isConflict(user, draft, key),
      error: no?.value === value ? no.trouble : toFieldError(left.has(key) ? problem : undefined),
      set: (next, wrong) =>
        change((before) => ({
          ...(before.saveStatus === 'saving' ? {} : idle),
          draft: user
            ? withEdit(before.draft, user, key, { value: next, problem: wrong })
            : before.draft,
        })),
      // Who only comes by has not typed anything wrong yet.
      onBlur: () =>
        change(({ draft: now, left: before }) =>
          user && isDirty(user, now, key) ? { left: new Set([...before, key]) } : {},
        ),
      keepMine: () =>
        change((before) => (user ? { draft: keptMine(before.draft, user, key), ...idle } : {})),
      acceptServerValue: () =>
        change((before) => ({ draft: withoutKey(before.draft, key), ...idle })),
    }
  }

  /** What is to be sent of an edit; `undefined` where it needs the person. */
  async function checked(
    saved: User,
    draft: ProfileDraft,
    key: ProfileKey,
  ): Promise<ProfileEdit | undefined> {
    const edit = editAt(draft, key)
    if (!edit || edit.problem !== undefined || isConflict(saved, draft, key)) return undefined
    const ask = async () => options.validate?.(key, edit.value)
    const check = (await withDeadline(ask, checking)) ?? { value: edit.value }
    if ('value' in check) return { ...edit, ...check }
    refuse(key, edit.value, { text: check.problem })
    return undefined
  }

  function refuse(key: ProfileKey, value: Json, trouble: ProfileFieldError): void {
    change(({ refused }) => ({ refused: { ...refused, [key]: { value, trouble } } }))
  }

  async function send(): Promise<ProfileSaveResult> {
    // A field may go while this waits, but it was there when the person said to save it.
    const wanted = new Set(keysOf(own().draft).filter(isShown))
    await stores.reload('user')
    const saved = getSavedData(store.getSnapshot())
    const unread = toLoadError(store.getSnapshot().query)
    // What may have changed elsewhere must not be overwritten unseen.
    if (!saved || unread) return { status: 'failed', error: unread ?? notLoaded() }
    const { draft } = own()
    const dirty = dirtyKeys(saved, draft)
    const settled = keysOf(draft).filter((key) => !dirty.includes(key))
    const keys = dirty.filter((key) => wanted.has(key) || isShown(key))
    // What somebody saved alike elsewhere is saved, and must not come back when they change it again.
    change((before) => afterSaved(before, draft, settled, saved))
    change((before) => ({ left: new Set([...before.left, ...keys]) }))
    const edits = await Promise.all(
      keys.map(async (key) => [key, await checked(saved, draft, key)] as const),
    )
    // A check may take long enough for another value to be read.
    const now = getSavedData(store.getSnapshot()) ?? saved
    const blocked = edits.flatMap(([key, edit]) =>
      edit && !isConflict(now, draft, key) ? [] : [key],
    )
    if (blocked.length > 0) return { status: 'blocked', keys: blocked }
    const sent = Object.fromEntries(edits) as ProfileDraft
    const { email: next, ...others } = sent
    const asked = email.isRequested ? next : undefined
    const patched: ProfileDraft = asked ? others : sent
    const patch = toReplacingPatch(patched, now, stores.traits())
    const result = await stores.updateUser(patch)
    const after = getSavedData(store.getSnapshot())
    const wrong =
      result.status === 'failed'
        ? refusedKeys(result.error, patched)
        : ignoredKeys(now, after ?? now, patched, stores.capabilities())
    if (result.status === 'failed') {
      change((before) => ({
        draft: withSent(before.draft, draft, keysOf(patched)),
        failed: [...before.failed, patch],
      }))
      if (wrong.length === 0) return result
    } else {
      const taken = keysOf(patched).filter((key) => !wrong.includes(key))
      change((before) => afterSaved(before, draft, taken, after ?? now))
    }
    // As it was typed: a schema may have made something else of it.
    for (const key of wrong) refuse(key, editAt(draft, key)?.value ?? null, { isRefused: true })
    if (wrong.length > 0) return { status: 'blocked', keys: wrong }
    if (!asked) return result
    const trouble = await email.request(asked.value as string)
    if (trouble) {
      refuse('email', editAt(draft, 'email')?.value ?? null, trouble)
      return { status: 'blocked', keys: ['email'] }
    }
    change((before) => afterSaved(before, draft, ['email'], after ?? now))
    return Object.keys(others).length > 0 ? result : { status: 'requested' }
  }

  /** What failed earlier is saved by now, or not wanted any more. */
  function forgive(): void {
    for (const patch of own().failed) stores.dismissUser(patch)
    change(() => ({ failed: [] }))
  }

  function discard(): void {
    if (own().saveStatus === 'saving') return
    forgive()
    change((before) => afterDiscarded(before, isShown))
  }

  async function save(): Promise<ProfileSaveResult> {
    if (own().saveStatus === 'saving') return { status: 'replaced' }
    if (!navigator.onLine) return { status: 'failed', error: offline() }
    change(() => ({ saveStatus: 'saving', saveError: undefined }))
    const result = await send().catch((thrown: unknown) => ({
      status: 'failed' as const,
      error: toIdentikitError(thrown),
    }))
    const saveStatus = result.status === 'replaced' ? 'saved' : result.status
    if (saveStatus === 'saved' || saveStatus === 'requested') forgive()
    change(() => ({ saveStatus, saveError: result.status === 'failed' ? result.error : undefined }))
    return result
  }

  return {
    ...getLoadState(stores, 'user', snapshot),
    user,
    draft: user && draftUser(user, state.draft),
    isDirty: user !== undefined && dirtyKeys(user, state.draft).some(isShown),
    isOnline,
    saveStatus: state.saveStatus,
    saveError: state.saveError,
    email,
    field,
    save,
    discard,
  }
}
