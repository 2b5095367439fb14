import type { IdentikitError } from '../core/errors.js'
import { isTraitKey, type ProfileDraft, type ProfileKey } from '../core/profileDraft.js'

/** What is wrong with a field: a sentence for the person, or that the service refused it and says no more. */
export interface ProfileTrouble {
  readonly text?: string | undefined
  readonly isRefused?: true | undefined
}

export function toTrouble(text: string | undefined): ProfileTrouble | undefined {
  return text === undefined ? undefined : { text }
}

/** Which of what was sent an error is about; of traits a handler may only say that one of them is. */
export function refusedKeys({ fields = {} }: IdentikitError, sent: ProfileDraft): ProfileKey[] {
  const named = Object.keys(fields)
  return (Object.keys(sent) as ProfileKey[]).filter(
    (key) =>
      named.some((name) => name === key || name.startsWith(`${key}.`)) ||
      (isTraitKey(key) && named.includes('traits')),
  )
}
