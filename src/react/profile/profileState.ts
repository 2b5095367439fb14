import type { IdentikitError } from '../../core/errors.js'
import { withoutSaved, type ProfileDraft, type ProfileKey } from '../../core/user/profileDraft.js'
import type { Json } from '../../core/json.js'
import type { User, UserPatch } from '../../core/user/user.js'
import type { UserId } from '../store/queries.js'
import type { SaveStatus } from '../store/saveState.js'
import type { ProfileFieldError } from './profileFieldError.js'

/**
 * How the last save of a profile went. `requested`: the user must confirm another address first; `blocked`: some fields need the user's
 * attention.
 */
export type ProfileSaveStatus = SaveStatus | 'requested' | 'blocked'

/** What a profile form holds, of one person. */
export interface ProfileState {
  readonly userId: UserId
  readonly draft: ProfileDraft
  readonly left: ReadonlySet<string>
  /** What was not accepted, until it is another. */
  readonly refused: Readonly<
    Record<string, { readonly value: Json; readonly trouble: ProfileFieldError }>
  >
  /** What could not be saved. */
  readonly failed: readonly UserPatch[]
  readonly saveStatus: ProfileSaveStatus
  readonly saveError: IdentikitError | undefined
}

/** Nothing is said of a save. */
export const idle = { saveStatus: 'idle', saveError: undefined } as const
export const emptyProfile: Omit<ProfileState, 'userId'> = {
  draft: {},
  left: new Set(),
  refused: {},
  failed: [],
  ...idle,
}

/** The state after some keys of what was typed `then` were saved: what was wrong with them is wrong no more. */
export function afterSaved(
  { draft, left, refused }: ProfileState,
  then: ProfileDraft,
  keys: readonly ProfileKey[],
  now: User,
): Pick<ProfileState, 'draft' | 'left' | 'refused'> {
  const isSaved = (key: string) => keys.some((one) => one === key)
  return {
    draft: withoutSaved(draft, then, keys, now),
    left: new Set([...left].filter((key) => !isSaved(key))),
    refused: Object.fromEntries(Object.entries(refused).filter(([key]) => !isSaved(key))),
  }
}

/** The state after what is shown was discarded: what was typed elsewhere waits. */
export function afterDiscarded(
  { draft, left, refused }: ProfileState,
  isShown: (key: ProfileKey) => boolean,
): Omit<ProfileState, 'userId'> {
  const isHidden = (key: string) => !isShown(key as ProfileKey)
  return {
    ...emptyProfile,
    draft: Object.fromEntries(Object.entries(draft).filter(([key]) => isHidden(key))),
    left: new Set([...left].filter(isHidden)),
    refused: Object.fromEntries(Object.entries(refused).filter(([key]) => isHidden(key))),
  }
}
