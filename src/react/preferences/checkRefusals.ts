import { isIdentikitError } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { warnOnce } from '../../core/warnOnce.js'

/** Warns of changes that were refused because the service doesn't have the setting, which the catalog may list nevertheless. */
export function checkRefusal(changes: readonly PreferenceChange[], error: unknown): void {
  if (!isIdentikitError(error) || !['invalid', 'unsupported'].includes(error.code)) return
  for (const { type, channel } of changes) {
    const names = [
      ...(type === undefined ? [] : [`the type "${type}"`]),
      ...(channel === undefined ? [] : [`the channel "${channel}"`]),
    ]
    if (names.length === 0) continue
    warnOnce(
      `A change of ${names.join(' and ')} was refused as ${error.code}. Check that the service has this setting, or remove it from the catalog.`,
    )
  }
}
