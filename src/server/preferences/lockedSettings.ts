import {
  isLocked,
  getLockedSettings,
  type NotificationCatalog,
} from '../../core/preferences/catalog.js'
import { IdentikitError } from '../../core/errors.js'
import type { PreferenceChange, PreferenceRules } from '../../core/preferences/preferences.js'

/**
 * Refuses changes of locked settings.
 * @throws IdentikitError `locked`, which names every locked change
 */
export function checkLocks(
  changes: readonly PreferenceChange[],
  catalog: NotificationCatalog,
  write: PreferenceRules['write'] = 'setting',
): void {
  const locked = changes.flatMap((change, index) =>
    isLocked(catalog, change) || (write === 'row' && crossesLock(catalog, change))
      ? [`changes[${index}]`]
      : [],
  )
  if (locked.length === 0) return
  throw new IdentikitError('locked', `The catalog locks ${locked.join(', ')}.`, {
    fields: Object.fromEntries(locked.map((path) => [path, 'is locked'])),
  })
}

/**
 * Removes locked settings from the row of a change. Where a service writes whole rows, locked settings are written with the defaults of
 * the catalog. If the catalog has no default, the row is removed: the adapter then reads the stored row and keeps its settings.
 */
export function unlockRow(
  given: PreferenceChange,
  catalog: NotificationCatalog,
  write: PreferenceRules['write'] = 'setting',
): PreferenceChange {
  if (given.frequency !== undefined) return given
  const { row, ...change } = given
  const { type } = change
  const entries = Object.entries(row ?? {})
  const unlocked = entries.filter(([channel]) => !isLocked(catalog, { type, channel }))
  const defaults = write === 'row' ? getLockedSettings(catalog, change) : []
  if (defaults.length > 0) return { ...change, row: Object.fromEntries([...unlocked, ...defaults]) }
  return row === undefined || unlocked.length < entries.length ? change : { ...change, row }
}

/** Whether a change of a channel could write locked settings: a service that writes whole rows may write the channel in every row. */
function crossesLock(catalog: NotificationCatalog, { type, channel }: PreferenceChange): boolean {
  return type === undefined && channel !== undefined && catalog.some(({ locked }) => locked)
}

/** Whether a reset would change a locked setting, which is one without a default. */
export function resetsLocked(catalog: NotificationCatalog): boolean {
  return catalog.some(({ locked, default: fallback }) => {
    if (locked === undefined || typeof fallback === 'boolean') return false
    return !(locked.channels ?? [undefined]).every(
      (channel) =>
        channel !== undefined && fallback !== undefined && Object.hasOwn(fallback, channel),
    )
  })
}
