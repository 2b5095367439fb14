import type { UserAdapter } from '../../core/adapter.js'
import type { NotificationCatalog } from '../../core/preferences/catalog.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import { warnOnce } from '../../core/warnOnce.js'
import { filterPreferences } from './catalogLimits.js'
import { createCatalogReset } from './catalogReset.js'

/** Returns an adapter whose preferences hold the settings of the catalog only, because others can't be changed, also not by a reset. */
export function filterByCatalog(adapter: UserAdapter, catalog: NotificationCatalog): UserAdapter {
  const { preferences } = adapter
  if (!preferences || catalog.length === 0) return adapter
  const { get, update } = preferences
  const reset = createCatalogReset(preferences, catalog)
  function filter(found: Preferences): Preferences {
    const listed = filterPreferences(found, catalog)
    const [first] = listed.types.length === 0 ? found.types : []
    if (process.env.NODE_ENV !== 'production' && first)
      warnOnce(
        `The catalog of createUserHandler lists no type of the service, such as "${first.id}", so nothing can be changed. Correct its ids.`,
      )
    return listed
  }
  return {
    ...adapter,
    preferences: {
      ...preferences,
      get: async (...input) => filter(await get(...input)),
      update: async (...input) => filter(await update(...input)),
      reset: reset && (async (...input) => filter(await reset(...input))),
    },
  }
}
