import { hashKey } from '@tanstack/react-query'
import { preferenceKey, type PreferenceChange } from '../../core/preferences/preferences.js'
import type { TraitRules } from '../../core/user/traits.js'
import { joinUserPatches, splitUserPatch, type UserPatch } from '../../core/user/user.js'

/** What one identify request saves. */
export interface IdentifyContent {
  readonly patch: UserPatch
  readonly preferences: readonly PreferenceChange[]
}

type Merge = Pick<TraitRules, 'merge'>

/** Merges contents: later values replace earlier ones of the same field, trait or preference. */
export function mergeContents(
  contents: readonly IdentifyContent[],
  traits: Merge = { merge: 'deep' },
): IdentifyContent {
  const preferences = new Map<string, PreferenceChange>()
  for (const change of contents.flatMap((content) => content.preferences)) {
    // Deleted first, so that the changes stay in the order of the last ones.
    preferences.delete(preferenceKey(change))
    preferences.set(preferenceKey(change), change)
  }
  const patches = contents.map(({ patch }) => patch)
  return { patch: mergePatches(patches, traits), preferences: [...preferences.values()] }
}

/** Returns whether two patches set a field or trait to different values. */
export function isConflict(one: UserPatch, other: UserPatch, traits?: Merge): boolean {
  const merge = traits ?? { merge: 'deep' }
  return (
    contentKey(mergePatches([one, other], merge)) !== contentKey(mergePatches([other, one], merge))
  )
}

/** Returns one string for equal content, whatever the order of its keys. Content that isn't JSON is refused later, by the client. */
export function contentKey(...content: readonly unknown[]): string {
  try {
    return hashKey(content)
  } catch {
    return 'not JSON'
  }
}

/** Joins patches, without the fields that are `undefined`. */
function mergePatches(patches: readonly UserPatch[], traits: Merge): UserPatch {
  return joinUserPatches(
    patches.flatMap((patch) => splitUserPatch(patch, traits)),
    traits,
  )
}
