import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import {
  getPreferenceOutline,
  type PreferenceOutline,
} from '../../core/preferences/preferenceOutline.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import { memoize } from '../../core/memoize.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { toLoadStatus, type StoreSnapshot } from '../store/loadState.js'
import { perUserStore } from '../store/perUserStore.js'
import type { Stores } from '../store/stores.js'

const noPreferences: Preferences = { types: [], channels: {}, rest: {} }

/**
 * Returns the function that selects which settings exist; while they load, those of the catalog. Its result keeps its identity until a setting
 * is added or removed.
 */
export const getOutlineSelector = /* @__PURE__ */ perUserStore(createOutlineSelector)

function createOutlineSelector(stores: Stores) {
  const outlines = new WeakMap<Preferences | NotificationCatalog, PreferenceOutline>()
  let last: PreferenceOutline | undefined
  return (snapshot: StoreSnapshot<Preferences, unknown>): PreferenceOutline | undefined => {
    const catalog = stores.catalog()
    const isLoading = toLoadStatus(stores, 'preferences', snapshot) === 'loading'
    const expected = isLoading && catalog.length > 0 ? catalog : undefined
    const source = snapshot.data ?? expected
    return (
      source &&
      memoize(outlines, source, () => {
        const preferences = 'channels' in source ? source : applyCatalog(noPreferences, source)
        return (last = replaceEqualDeep(last, getPreferenceOutline(preferences)))
      })
    )
  }
}
