import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import { indexById, type Preferences } from '../../core/preferences/preferences.js'
import { warnOnce } from '../../core/warnOnce.js'

/** Warns of types and channels of a catalog that aren't shown, because the service doesn't have them. */
export function checkCatalog(shown: Preferences, catalog: NotificationCatalog): void {
  const types = indexById(shown.types)
  const advice =
    'which the service does not have for this user, so it is not shown. Add it there, or remove it'
  for (const { id, hidden, channels = [] } of indexById(catalog).values()) {
    if (hidden) continue
    const type = types.get(id)
    if (!type) warnOnce(`The catalog lists the type "${id}", ${advice} from the catalog.`)
    for (const channel of channels) {
      if (!type || Object.hasOwn(type.channels, channel)) continue
      warnOnce(`The catalog lists the channel "${channel}" of "${id}", ${advice} from the catalog.`)
    }
  }
}
