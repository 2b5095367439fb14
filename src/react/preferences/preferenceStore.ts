import { IdentikitError } from '../../core/errors.js'
import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import { checkPreferenceChanges } from '../../core/preferences/checkPreferenceChanges.js'
import {
  applyPreferenceChange,
  getSetting,
  isReadOnlySetting,
  isOn,
  preferenceKey,
  addRowSettings,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { createStore, type Store } from '../store/store.js'
import type { StoreContext } from '../store/storeContext.js'
import { comparePreferences, getPreferenceTopics } from './preferenceTopics.js'

/** The store of a user's preferences. */
export type PreferenceStore = Store<Preferences, PreferenceChange>

/** Creates the store of a user's preferences with the provider's catalog applied. */
export function createPreferenceStore(
  context: StoreContext,
  getCatalog: () => NotificationCatalog,
): PreferenceStore {
  const { userId, client, capabilities, onSaved, announceSave } = context
  const id = userId ?? ''
  return createStore<Preferences, PreferenceChange>(context, {
    resource: 'preferences',
    isBatched: true,
    isStored: true,
    getKey: preferenceKey,
    getTopics: getPreferenceTopics,
    compare: comparePreferences,
    apply: applyPreferenceChange,
    transform: (data) => applyCatalog(data, getCatalog()),
    check(changes, data) {
      checkPreferenceChanges('usePreferences()', changes)
      if (changes.some((change) => isReadOnlySetting(getSetting(data, change))))
        throw new IdentikitError('locked', "A change was made to a setting that can't be changed.")
    },
    wasApplied: (data, change) => {
      const setting = getSetting(data, change)
      if (change.enabled === null) return setting?.state === 'unset' || setting === undefined
      return setting?.pending === true || isOn(setting) === change.enabled
    },
    getValue: (data, change) => getSetting(data, change)?.state ?? 'unset',
    isOrdered: () => capabilities()?.preferences?.rules.order === true,
    read: (...input) => client().preferences.get(...input),
    send: (changes, shown, request) => {
      const isByRow = capabilities()?.preferences?.rules.write === 'row'
      const sent = isByRow ? changes.map((change) => addRowSettings(shown, change)) : changes
      return client().preferences.update(id, sent, { ...request, source: 'preference-center' })
    },
    onSaved: (changes) => {
      onSaved({ resource: 'preferences', changes })
      announceSave('preferences')
    },
  })
}
