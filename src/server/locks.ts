import { isLocked, lockedDefaults, type NotificationCatalog } from '../core/preferences/catalog.js'
import { IdentikitError } from '../core/errors.js'
import type { PreferenceChange, PreferenceRules } from '../core/preferences/preferences.js'

/**
 * Refuses changes of what the catalog locks. Where a service writes whole rows, locked cells are written as the catalog shows them,
 * whatever the browser says of them; where the catalog gives no default the row is taken out, since an adapter without `row` reads
 * first, and keeps them.
 * @throws IdentikitError `locked`, naming every locked change at once
 */
export function checkLocks(
  changes: readonly PreferenceChange[],
  catalog: NotificationCatalog,
  write: PreferenceRules['write'] = 'setting',
): readonly PreferenceChange[] {
  const locked = changes.flatMap((change, index) =>
    isLocked(catalog, change) || (write === 'row' && crossesLock(catalog, change))
      ? [`changes[${index}]`]
      : [],
  )
  if (locked.length > 0) {
    throw new IdentikitError('locked', `The catalog locks ${locked.join(', ')}.`, {
      fields: Object.fromEntries(locked.map((path) => [path, 'is locked'])),
    })
  }
  return changes.map(({ row, ...change }) => {
    const { type } = change
    const given = Object.entries(row ?? {})
    const open = given.filter(([channel]) => !isLocked(catalog, { type, channel }))
    const shown = write === 'row' ? lockedDefaults(catalog, change) : []
    if (shown.length > 0) return { ...change, row: Object.fromEntries([...open, ...shown]) }
    return row === undefined || open.length < given.length ? change : { ...change, row }
  })
}

/** A service that writes whole rows may write a channel into every row, locked cells with it. */
function crossesLock(catalog: NotificationCatalog, { type, channel }: PreferenceChange): boolean {
  return type === undefined && channel !== undefined && catalog.some(({ locked }) => locked)
}

/** Whether to forget every choice would change a locked setting: one that stands as it was set, not by a default. */
export function resetsLocked(catalog: NotificationCatalog): boolean {
  return catalog.some(({ locked, default: fallback }) => {
    if (locked === undefined || typeof fallback === 'boolean') return false
    return !(locked.channels ?? [undefined]).every(
      (channel) =>
        channel !== undefined && fallback !== undefined && Object.hasOwn(fallback, channel),
    )
  })
}
