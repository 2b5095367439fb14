import type { Capabilities } from '../../core/adapter.js'
import { IdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import {
  isTraitKey,
  keysOf,
  savedAt,
  type ProfileDraft,
  type ProfileKey,
} from '../../core/user/profileDraft.js'
import { maxElapsed } from '../../core/sync/retry.js'
import type { User } from '../../core/user/user.js'

/** What is wrong with a field: a sentence for the person, or that the service refused it and says no more. */
export interface ProfileFieldError {
  readonly text?: string | undefined
  readonly isRefused?: true | undefined
}

export function toFieldError(text: string | undefined): ProfileFieldError | undefined {
  return text === undefined ? undefined : { text }
}

/** Which of what was sent an error is about; of traits a handler may only say that one of them is. */
export function refusedKeys({ fields = {} }: IdentikitError, sent: ProfileDraft): ProfileKey[] {
  const named = Object.keys(fields)
  return keysOf(sent).filter(
    (key) =>
      named.some((name) => name === key || name.startsWith(`${key}.`)) ||
      (isTraitKey(key) && named.includes('traits')),
  )
}

/** What a service answered well to and did not take: it is as it was before, and can be read. */
export function ignoredKeys(
  before: User,
  after: User,
  sent: ProfileDraft,
  capabilities: Capabilities | undefined,
): ProfileKey[] {
  return keysOf(sent).filter((key) => {
    const [old, now, wanted] = [savedAt(before, key), savedAt(after, key), sent[key]?.value]
    // A custom attribute may be one that people can write and not read.
    const isReadable = isTraitKey(key) ? now !== null : capabilities?.fields[key]?.read === true
    return (
      isReadable && replaceEqualDeep(old, now) === old && replaceEqualDeep(wanted, now) !== wanted
    )
  })
}

export function notLoaded(): IdentikitError {
  return new IdentikitError('not-loaded', 'The profile was saved before it was loaded.')
}

export function offline(): IdentikitError {
  return new IdentikitError('network', 'The browser is offline.')
}

/** How long a check of the host's own may take. */
export const checking = {
  timeout: maxElapsed,
  signal: undefined,
  late: () => new IdentikitError('timeout', 'validate() of useProfile() did not answer.'),
} as const
