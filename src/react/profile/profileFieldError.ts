import type { Capabilities } from '../../core/capabilities.js'
import type { IdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import {
  isTraitKey,
  getEditedKeys,
  getSavedValue,
  type ProfileDraft,
  type ProfileKey,
} from '../../core/user/profileDraft.js'
import type { User } from '../../core/user/user.js'

/** Why a field can't be saved: a sentence for the user, or only that the service refused the value. */
export interface ProfileFieldError {
  /** A sentence for the user. */
  readonly text?: string | undefined
  /** Whether the service refused the value without a sentence. */
  readonly isRefused?: true | undefined
}

/** Returns an error as an error. */
export function toFieldError(text: string | undefined): ProfileFieldError | undefined {
  return text === undefined ? undefined : { text }
}

/** Returns the keys of the edits that an error names. Handlers may name all traits together. */
export function refusedKeys({ fields = {} }: IdentikitError, sent: ProfileDraft): ProfileKey[] {
  const named = Object.keys(fields)
  return getEditedKeys(sent).filter(
    (key) =>
      named.some((name) => name === key || name.startsWith(`${key}.`)) ||
      (isTraitKey(key) && named.includes('traits')),
  )
}

/** Returns the keys of the edits that the service ignored: the values can be read and are unchanged, although it answered without an error. */
export function ignoredKeys(
  before: User,
  after: User,
  sent: ProfileDraft,
  capabilities: Capabilities | undefined,
): ProfileKey[] {
  return getEditedKeys(sent).filter((key) => {
    const old = getSavedValue(before, key)
    const now = getSavedValue(after, key)
    const edited = sent[key]?.value
    // Some custom attributes can be written and not read.
    const isReadable = isTraitKey(key) ? now !== null : capabilities?.fields[key]?.read === true
    const isUnchanged = replaceEqualDeep(old, now) === old
    return isReadable && isUnchanged && replaceEqualDeep(edited, now) !== edited
  })
}
