import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import {
  getPreferenceOutline,
  type PreferenceOutline,
} from '../../core/preferences/preferenceOutline.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import { memoize } from '../../core/memoize.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'

const noPreferences: Preferences = { types: [], channels: {}, rest: {} }

/** Creates a function that returns the outline of preferences or of a catalog. It keeps its identity until a setting is added or removed. */
export function createOutlineSelector() {
  const outlines = new WeakMap<Preferences | NotificationCatalog, PreferenceOutline>()
  let last: PreferenceOutline | undefined
  return (source: Preferences | NotificationCatalog | undefined): PreferenceOutline | undefined =>
    source &&
    memoize(outlines, source, () => {
      const preferences = 'channels' in source ? source : applyCatalog(noPreferences, source)
      return (last = replaceEqualDeep(last, getPreferenceOutline(preferences)))
    })
}
