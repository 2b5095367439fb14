import type { UserField } from './fields.js'
import type { RegisteredTraitKey } from './registeredTraits.js'
import { replaceEqualDeep } from '../replaceEqualDeep.js'
import { replaceTrait, type TraitRules } from './traits.js'
import type { Json } from '../json.js'
import { withKey, withoutKey } from '../objectKeys.js'
import { applyUserPatch, type User, type UserPatch } from './user.js'

/** A field of the user, or `traits.` with the key of a custom trait. */
export type ProfileKey = UserField | `traits.${RegisteredTraitKey}`

/** An unsaved edit of one field. */
export interface ProfileEdit {
  /** The saved value when the edit began or a conflict was settled; `null` if empty. */
  readonly base: Json
  /** The value in its stored form; with an `error`, as it was typed. */
  readonly value: Json
  /** The error message. */
  readonly error?: string | undefined
  /** The value of a failed save. It stays dirty even if it is read back, because only some of several services may have it. */
  readonly sentValue?: Json | undefined
}

/** The unsaved edits by `ProfileKey`. Saved values aren't part of it, so a refetch keeps them. */
export type ProfileDraft = Readonly<Record<string, ProfileEdit>>

const traitPrefix = 'traits.'

/** Returns the saved value; `null` if empty. */
export function getSavedValue(user: User, key: ProfileKey): Json {
  if (!isTraitKey(key)) return user[key] ?? null
  const name = getTraitName(key)
  return Object.hasOwn(user.traits, name) ? (user.traits[name] ?? null) : null
}

/** Returns the edited value, else the saved one. */
export function getDraftValue(user: User, draft: ProfileDraft, key: ProfileKey): Json {
  const edit = getEdit(draft, key)
  return edit ? edit.value : getSavedValue(user, key)
}

/** Returns the edit of a key. */
export function getEdit(draft: ProfileDraft, key: ProfileKey): ProfileEdit | undefined {
  return Object.hasOwn(draft, key) ? draft[key] : undefined
}

/** Returns the draft after an edit. An edit back to the saved value is removed. */
export function applyEdit(
  draft: ProfileDraft,
  user: User,
  key: ProfileKey,
  edit: Omit<ProfileEdit, 'base'>,
): ProfileDraft {
  const saved = getSavedValue(user, key)
  const before = getEdit(draft, key)
  // An edit that was back at the saved value begins again.
  const base = before && hasChanged(before, saved) ? before.base : saved
  const next = withKey<ProfileEdit>(draft, key, { ...edit, base, sentValue: before?.sentValue })
  return isDirty(user, next, key) ? next : withoutKey(draft, key)
}

/** Returns whether a key has unsaved changes. */
export function isDirty(user: User, draft: ProfileDraft, key: ProfileKey): boolean {
  const edit = getEdit(draft, key)
  if (!edit) return false
  const isSent = edit.sentValue !== undefined && isSame(edit.value, edit.sentValue)
  return isSent || hasChanged(edit, getSavedValue(user, key))
}

/** Returns the keys of all edits. */
export function getEditedKeys(draft: ProfileDraft): ProfileKey[] {
  return Object.keys(draft) as ProfileKey[]
}

/** Returns the keys with unsaved changes. */
export function getDirtyKeys(user: User, draft: ProfileDraft): ProfileKey[] {
  return getEditedKeys(draft).filter((key) => isDirty(user, draft, key))
}

/** Returns whether another value was saved after the edit began. */
export function isConflict(user: User, draft: ProfileDraft, key: ProfileKey): boolean {
  const edit = getEdit(draft, key)
  const saved = getSavedValue(user, key)
  return edit !== undefined && hasChanged(edit, saved) && !isSame(edit.base, saved)
}

/** Settles a conflict in favor of the edit. */
export function keepMine(draft: ProfileDraft, user: User, key: ProfileKey): ProfileDraft {
  const edit = getEdit(draft, key)
  return edit ? withKey(draft, key, { ...edit, base: getSavedValue(user, key) }) : draft
}

/** Returns the draft after a save of some keys. Edits that changed since the draft `then` of the save are kept. */
export function removeSavedEdits(
  draft: ProfileDraft,
  then: ProfileDraft,
  keys: readonly ProfileKey[],
  now: User,
): ProfileDraft {
  return keys.reduce((left, key) => {
    const [edit, typed] = [getEdit(left, key), getEdit(then, key)]
    if (!edit || !typed) return left
    if (edit.error === undefined && isSame(edit.value, typed.value)) return withoutKey(left, key)
    return keepMine(left, now, key)
  }, draft)
}

/** Returns the draft after a failed save of some keys. */
export function markSent(
  draft: ProfileDraft,
  then: ProfileDraft,
  keys: readonly ProfileKey[],
): ProfileDraft {
  return keys.reduce((left, key) => {
    const [edit, typed] = [getEdit(left, key), getEdit(then, key)]
    return edit && typed ? withKey(left, key, { ...edit, sentValue: typed.value }) : left
  }, draft)
}

/** Returns the user with the valid edits. */
export function applyDraft(user: User, draft: ProfileDraft): User {
  const good = Object.entries(draft).filter(([, { error }]) => error === undefined)
  return applyUserPatch(user, toUserPatch(Object.fromEntries(good)), { merge: 'key' })
}

/** Returns the patch of a draft. At a service that merges deeply, removed keys of objects become `null`. */
export function toReplacingPatch(
  draft: ProfileDraft,
  saved: User,
  { merge }: Pick<TraitRules, 'merge'>,
): UserPatch {
  const patch = toUserPatch(draft)
  if (merge !== 'deep' || !patch.traits) return patch
  const traits = Object.entries(patch.traits).reduce<Record<string, Json>>((left, [key, value]) => {
    return withKey(left, key, replaceTrait(getSavedValue(saved, `${traitPrefix}${key}`), value))
  }, {})
  return { ...patch, traits }
}

/** Returns the edits as a patch. */
export function toUserPatch(draft: ProfileDraft): UserPatch {
  let traits: Record<string, Json> = {}
  const fields: Record<string, string | null> = {}
  for (const [key, { value }] of Object.entries(draft)) {
    if (isTraitKey(key)) traits = withKey(traits, getTraitName(key), value)
    else fields[key] = value as string | null
  }
  return Object.keys(traits).length > 0 ? { ...fields, traits } : fields
}

/** Returns whether a key is one of a custom trait. */
export function isTraitKey(key: string): key is `traits.${string}` {
  return key.startsWith(traitPrefix)
}

/** Returns the key of a trait without `traits.`. */
export function getTraitName(key: `traits.${string}`): string {
  return key.slice(traitPrefix.length)
}

function hasChanged({ value, error }: ProfileEdit, saved: Json): boolean {
  return error !== undefined || !isSame(value, saved)
}

function isSame(a: Json, b: Json): boolean {
  return replaceEqualDeep(a, b) === a
}
