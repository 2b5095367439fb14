import type { UserField } from './fields.js'
import type { RegisteredTraitKey } from './registeredTraits.js'
import { replaceEqualDeep } from '../replaceEqualDeep.js'
import { replaceTrait, type TraitRules } from './traits.js'
import type { Json } from '../json.js'
import { withKey, withoutKey } from '../record.js'
import { applyUserPatch, type User, type UserPatch } from './user.js'

/** Names one thing that a profile holds: a field of the user, or a custom attribute. */
export type ProfileKey = UserField | `traits.${RegisteredTraitKey}`

/** What somebody typed and did not save yet. */
export interface ProfileEdit {
  /** What was saved when they began, or when they said to keep theirs; `null` is nothing. */
  readonly base: Json
  /** In its stored form, or as it was typed where `error` says why that cannot be saved. */
  readonly value: Json
  readonly error?: string | undefined
  /** What was sent in a save that failed: one of several services may hold it, so that it is not saved though it is read. */
  readonly sentValue?: Json | undefined
}

/** The edits of one person, by `ProfileKey`: what is saved stays outside, so nothing that is read anew can discard them. */
export type ProfileDraft = Readonly<Record<string, ProfileEdit>>

const traitPrefix = 'traits.'

/** What is saved under a key; `null` where nothing is. */
export function getSavedValue(user: User, key: ProfileKey): Json {
  if (!isTraitKey(key)) return user[key] ?? null
  const name = getTraitName(key)
  return Object.hasOwn(user.traits, name) ? (user.traits[name] ?? null) : null
}

/** What is shown under a key. */
export function getDraftValue(user: User, draft: ProfileDraft, key: ProfileKey): Json {
  const edit = getEdit(draft, key)
  return edit ? edit.value : getSavedValue(user, key)
}

export function getEdit(draft: ProfileDraft, key: ProfileKey): ProfileEdit | undefined {
  return Object.hasOwn(draft, key) ? draft[key] : undefined
}

/** The draft after somebody typed: what is as saved is no edit. */
export function applyEdit(
  draft: ProfileDraft,
  user: User,
  key: ProfileKey,
  edit: Omit<ProfileEdit, 'base'>,
): ProfileDraft {
  const saved = getSavedValue(user, key)
  const before = getEdit(draft, key)
  // What was typed back to what is saved, and away again, begins anew.
  const base = before && hasChanged(before, saved) ? before.base : saved
  const next = withKey<ProfileEdit>(draft, key, { ...edit, base, sentValue: before?.sentValue })
  return isDirty(user, next, key) ? next : withoutKey(draft, key)
}

/** Whether saving would change something under this key. */
export function isDirty(user: User, draft: ProfileDraft, key: ProfileKey): boolean {
  const edit = getEdit(draft, key)
  if (!edit) return false
  const isSent = edit.sentValue !== undefined && isSame(edit.value, edit.sentValue)
  return isSent || hasChanged(edit, getSavedValue(user, key))
}

export function getEditedKeys(draft: ProfileDraft): ProfileKey[] {
  return Object.keys(draft) as ProfileKey[]
}

export function getDirtyKeys(user: User, draft: ProfileDraft): ProfileKey[] {
  return getEditedKeys(draft).filter((key) => isDirty(user, draft, key))
}

/** Whether another value was saved since somebody began to type theirs. */
export function isConflict(user: User, draft: ProfileDraft, key: ProfileKey): boolean {
  const edit = getEdit(draft, key)
  const saved = getSavedValue(user, key)
  return edit !== undefined && hasChanged(edit, saved) && !isSame(edit.base, saved)
}

/** Settles a conflict for what was typed. */
export function keepMine(draft: ProfileDraft, user: User, key: ProfileKey): ProfileDraft {
  const edit = getEdit(draft, key)
  return edit ? withKey(draft, key, { ...edit, base: getSavedValue(user, key) }) : draft
}

/** The draft after some keys of what it was `then` were saved: what was typed meanwhile stays, and stands on what is saved `now`. */
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

/** The draft after a save of some keys of what it was `then` failed. */
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

/** The person with what was typed of them, as far as it can be saved. */
export function applyDraft(user: User, draft: ProfileDraft): User {
  const good = Object.entries(draft).filter(([, { error }]) => error === undefined)
  return applyUserPatch(user, toUserPatch(Object.fromEntries(good)), { merge: 'key' })
}

/** A draft that becomes what the service holds: where it merges objects, what was taken out of one is removed. */
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

/** Only what is in the draft. */
export function toUserPatch(draft: ProfileDraft): UserPatch {
  let traits: Record<string, Json> = {}
  const fields: Record<string, string | null> = {}
  for (const [key, { value }] of Object.entries(draft)) {
    if (isTraitKey(key)) traits = withKey(traits, getTraitName(key), value)
    else fields[key] = value as string | null
  }
  return Object.keys(traits).length > 0 ? { ...fields, traits } : fields
}

export function isTraitKey(key: string): key is `traits.${string}` {
  return key.startsWith(traitPrefix)
}

export function getTraitName(key: `traits.${string}`): string {
  return key.slice(traitPrefix.length)
}

function hasChanged({ value, error }: ProfileEdit, saved: Json): boolean {
  return error !== undefined || !isSame(value, saved)
}

function isSame(a: Json, b: Json): boolean {
  return replaceEqualDeep(a, b) === a
}
