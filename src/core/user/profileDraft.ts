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
  /** In its stored form, or as it was typed where `problem` says why that cannot be saved. */
  readonly value: Json
  readonly problem?: string | undefined
  /** What was sent in a save that failed: one of several services may hold it, so that it is not saved though it is read. */
  readonly sent?: Json | undefined
}

/** The edits of one person, by `ProfileKey`: what is saved stays outside, so nothing that is read anew can discard them. */
export type ProfileDraft = Readonly<Record<string, ProfileEdit>>

const traitPrefix = 'traits.'

/** What is saved under a key; `null` where nothing is. */
export function savedAt(user: User, key: ProfileKey): Json {
  if (!isTraitKey(key)) return user[key] ?? null
  const name = traitOf(key)
  return Object.hasOwn(user.traits, name) ? (user.traits[name] ?? null) : null
}

/** What is shown under a key. */
export function draftedAt(user: User, draft: ProfileDraft, key: ProfileKey): Json {
  const edit = editAt(draft, key)
  return edit ? edit.value : savedAt(user, key)
}

export function editAt(draft: ProfileDraft, key: ProfileKey): ProfileEdit | undefined {
  return Object.hasOwn(draft, key) ? draft[key] : undefined
}

/** The draft after somebody typed: what is as saved is no edit. */
export function withEdit(
  draft: ProfileDraft,
  user: User,
  key: ProfileKey,
  edit: Omit<ProfileEdit, 'base'>,
): ProfileDraft {
  const saved = savedAt(user, key)
  const before = editAt(draft, key)
  // What was typed back to what is saved, and away again, begins anew.
  const base = before && differs(before, saved) ? before.base : saved
  const next = withKey<ProfileEdit>(draft, key, { ...edit, base, sent: before?.sent })
  return isDirty(user, next, key) ? next : withoutKey(draft, key)
}

/** Whether saving would change something under this key. */
export function isDirty(user: User, draft: ProfileDraft, key: ProfileKey): boolean {
  const edit = editAt(draft, key)
  if (!edit) return false
  const isSent = edit.sent !== undefined && isSame(edit.value, edit.sent)
  return isSent || differs(edit, savedAt(user, key))
}

export function keysOf(draft: ProfileDraft): ProfileKey[] {
  return Object.keys(draft) as ProfileKey[]
}

export function dirtyKeys(user: User, draft: ProfileDraft): ProfileKey[] {
  return keysOf(draft).filter((key) => isDirty(user, draft, key))
}

/** Whether another value was saved since somebody began to type theirs. */
export function isConflict(user: User, draft: ProfileDraft, key: ProfileKey): boolean {
  const edit = editAt(draft, key)
  const saved = savedAt(user, key)
  return edit !== undefined && differs(edit, saved) && !isSame(edit.base, saved)
}

/** Settles a conflict for what was typed. */
export function keptMine(draft: ProfileDraft, user: User, key: ProfileKey): ProfileDraft {
  const edit = editAt(draft, key)
  return edit ? withKey(draft, key, { ...edit, base: savedAt(user, key) }) : draft
}

/** The draft after some keys of what it was `then` were saved: what was typed meanwhile stays, and stands on what is saved `now`. */
export function withoutSaved(
  draft: ProfileDraft,
  then: ProfileDraft,
  keys: readonly ProfileKey[],
  now: User,
): ProfileDraft {
  return keys.reduce((left, key) => {
    const [edit, typed] = [editAt(left, key), editAt(then, key)]
    if (!edit || !typed) return left
    if (edit.problem === undefined && isSame(edit.value, typed.value)) return withoutKey(left, key)
    return keptMine(left, now, key)
  }, draft)
}

/** The draft after a save of some keys of what it was `then` failed. */
export function withSent(
  draft: ProfileDraft,
  then: ProfileDraft,
  keys: readonly ProfileKey[],
): ProfileDraft {
  return keys.reduce((left, key) => {
    const [edit, typed] = [editAt(left, key), editAt(then, key)]
    return edit && typed ? withKey(left, key, { ...edit, sent: typed.value }) : left
  }, draft)
}

/** The person with what was typed of them, as far as it can be saved. */
export function draftUser(user: User, draft: ProfileDraft): User {
  const good = Object.entries(draft).filter(([, { problem }]) => problem === undefined)
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
    return withKey(left, key, replaceTrait(savedAt(saved, `${traitPrefix}${key}`), value))
  }, {})
  return { ...patch, traits }
}

/** Only what is in the draft. */
export function toUserPatch(draft: ProfileDraft): UserPatch {
  let traits: Record<string, Json> = {}
  const fields: Record<string, string | null> = {}
  for (const [key, { value }] of Object.entries(draft)) {
    if (isTraitKey(key)) traits = withKey(traits, traitOf(key), value)
    else fields[key] = value as string | null
  }
  return Object.keys(traits).length > 0 ? { ...fields, traits } : fields
}

export function isTraitKey(key: string): key is `traits.${string}` {
  return key.startsWith(traitPrefix)
}

export function traitOf(key: `traits.${string}`): string {
  return key.slice(traitPrefix.length)
}

function differs({ value, problem }: ProfileEdit, saved: Json): boolean {
  return problem !== undefined || !isSame(value, saved)
}

function isSame(a: Json, b: Json): boolean {
  return replaceEqualDeep(a, b) === a
}
