import { isLocked, type Catalogue } from '../core/catalogue.js'
import { IdentikitError } from '../core/errors.js'
import type { PreferenceChange } from '../core/preferences.js'

/**
 * Refuses changes of what the catalogue locks, and takes out rows that would write a locked cell beside the one that is meant: without
 * `row` an adapter reads first, and keeps it.
 * @throws IdentikitError `locked`, naming every locked change at once
 */
export function checkLocks(
  changes: readonly PreferenceChange[],
  types: Catalogue,
): readonly PreferenceChange[] {
  const locked = changes.flatMap((change, index) =>
    isLocked(types, change) ? [`changes[${index}]`] : [],
  )
  if (locked.length > 0) {
    throw new IdentikitError('locked', `The catalogue locks ${locked.join(', ')}.`, {
      fields: Object.fromEntries(locked.map((path) => [path, 'is locked'])),
    })
  }
  return changes.map(({ row, ...change }) => {
    const channels = Object.keys(row ?? {})
    const writes = channels.some((channel) => isLocked(types, { type: change.type, channel }))
    return row === undefined || writes ? change : { ...change, row }
  })
}

/** Whether to forget every choice would change a locked setting: one that stands as it was set, not by a default. */
export function resetsLocked(types: Catalogue): boolean {
  return types.some(({ locked, default: fallback }) => {
    if (locked === undefined || typeof fallback === 'boolean') return false
    return !(locked.channels ?? [undefined]).every(
      (channel) =>
        channel !== undefined && fallback !== undefined && Object.hasOwn(fallback, channel),
    )
  })
}
