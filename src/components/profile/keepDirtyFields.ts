import type { ProfileKey } from '../../core/user/profileDraft.js'
import type { ProfileFieldInput } from './profileFieldConfig.js'

/** What decides whether a field stays. */
export interface KeepOptions {
  readonly getKey: (input: ProfileFieldInput) => ProfileKey
  readonly isDirty: (key: ProfileKey) => boolean
}

/** Returns the fields to show: the new list, and the fields of the previous one that have unsaved edits, each after its former neighbor. */
export function keepDirtyFields(
  before: readonly ProfileFieldInput[],
  listed: readonly ProfileFieldInput[],
  { getKey, isDirty }: KeepOptions,
): readonly ProfileFieldInput[] {
  const shown = [...listed]
  const keys = listed.map(getKey)
  let place = 0
  for (const input of before) {
    const key = getKey(input)
    const index = keys.indexOf(key)
    if (index >= 0) place = index + 1
    else if (isDirty(key)) {
      shown.splice(place, 0, input)
      keys.splice(place, 0, key)
      place += 1
    }
  }
  return shown
}
