import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import {
  getPreferenceOutline,
  type PreferenceOutline,
} from '../../core/preferences/preferenceOutline.js'
import type { PreferenceChange, Preferences } from '../../core/preferences/preferences.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { StoreSnapshot } from '../store/loadState.js'

type Source = Preferences | NotificationCatalog | undefined

const noPreferences: Preferences = { types: [], channels: {}, rest: {} }

/** Creates a source of the outline, which keeps its identity until a setting is added or removed. */
export function createOutlineStore(
  preferences: Record<
    'getSnapshot' | 'getServerSnapshot',
    () => StoreSnapshot<Preferences, PreferenceChange>
  >,
  /** Returns the catalog while the preferences are expected to load. */
  getExpected: (
    snapshot: StoreSnapshot<Preferences, PreferenceChange>,
  ) => NotificationCatalog | undefined,
) {
  const toSource = (snapshot: StoreSnapshot<Preferences, PreferenceChange>) =>
    snapshot.data ?? getExpected(snapshot)
  return {
    getSnapshot: memoizeOutline(() => toSource(preferences.getSnapshot())),
    getServerSnapshot: memoizeOutline(() => toSource(preferences.getServerSnapshot())),
  }
}

function memoizeOutline(getSource: () => Source): () => PreferenceOutline | undefined {
  let lastSource: Source
  let outline: PreferenceOutline | undefined
  return () => {
    const source = getSource()
    if (source === lastSource) return outline
    lastSource = source
    const preferences =
      source && ('channels' in source ? source : applyCatalog(noPreferences, source))
    outline = replaceEqualDeep(outline, preferences && getPreferenceOutline(preferences))
    return outline
  }
}
