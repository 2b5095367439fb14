import { IdentikitError } from '../../core/errors.js'
import { applyCatalog } from '../../core/preferences/catalog.js'
import { checkPreferenceChanges } from '../../core/preferences/checkPreferenceChanges.js'
import {
  applyPreferenceChange,
  getChangedSetting,
  getSetting,
  isOn,
  isReadOnlySetting,
  preferenceKey,
  addRowSettings,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import { toReadOnlyPreferences } from '../../core/preferences/toReadOnlyPreferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { checkCatalog } from './checkCatalog.js'
import { checkRefusals } from './checkRefusals.js'
import { perUserStore } from '../store/perUserStore.js'
import { createStore } from '../store/store.js'
import type { Stores } from '../store/stores.js'
import { comparePreferences, getPreferenceTopics } from './preferenceTopics.js'

/** Returns the store of a user's preferences with the provider's catalog applied. */
export const getPreferenceStore = /* @__PURE__ */ perUserStore(createPreferenceStore)

function createPreferenceStore(stores: Stores) {
  const { userId, client, capabilities, catalog, isReadOnly, onSaved, announceSave } = stores
  const id = userId ?? ''
  return createStore<Preferences, PreferenceChange>(stores, {
    resource: 'preferences',
    isBatched: true,
    isStored: true,
    getKey: preferenceKey,
    getTopics: getPreferenceTopics,
    compare: comparePreferences,
    apply: applyPreferenceChange,
    transform(data) {
      const shown = applyCatalog(data, catalog(), capabilities()?.preferences?.rules)
      if (process.env.NODE_ENV !== 'production') checkCatalog(shown, catalog())
      return isReadOnly() ? toReadOnlyPreferences(shown) : shown
    },
    check(changes, data) {
      // In production, the client or its handler refuses invalid changes.
      if (process.env.NODE_ENV !== 'production') checkPreferenceChanges('usePreferences()', changes)
      if (changes.some((change) => isReadOnlySetting(getChangedSetting(data, change))))
        throw new IdentikitError('locked', "A change was made to a setting that can't be changed.")
      // An older handler would refuse the whole request.
      const hasFrequencies = capabilities()?.preferences?.rules.frequency === true
      if (!hasFrequencies && changes.some(({ frequency }) => frequency !== undefined))
        throw new IdentikitError('unsupported', 'The service has no frequencies.')
    },
    wasApplied: (data, change) => {
      if (change.frequency !== undefined)
        return getValue(data, change) === (change.frequency ?? 'unset')
      const setting = getSetting(data, change)
      if (change.enabled === null) return setting?.state === 'unset' || setting === undefined
      return isOn(setting) === change.enabled || (change.enabled && setting?.pending === true)
    },
    getValue,
    isOrdered: () => capabilities()?.preferences?.rules.order === true,
    read: (...input) => client().preferences.get(...input),
    send: (changes, shown, request) => {
      const isByRow = capabilities()?.preferences?.rules.write === 'row'
      const sent = isByRow ? changes.map((change) => addRowSettings(shown, change)) : changes
      const save = async (options: RequestOptions) =>
        client().preferences.update(id, sent, { ...options, source: 'preference-center' })
      return process.env.NODE_ENV === 'production'
        ? save(request)
        : checkRefusals(changes, request, save)
    },
    onSaved: (changes) => {
      onSaved({ resource: 'preferences', changes })
      announceSave('preferences')
    },
  })
}

/** Returns the state of a switch, or the chosen frequency. */
function getValue(data: Preferences, change: PreferenceChange): string {
  const setting = getChangedSetting(data, change)
  return setting?.state ?? setting?.value ?? 'unset'
}
