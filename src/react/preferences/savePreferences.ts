import { getFrequency } from '../../core/preferences/frequencies.js'
import {
  getFrequencySetting,
  getSetting,
  isOn,
  getChangedSetting,
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import type { Stores } from '../store/stores.js'
import type { UndoableSaveResult } from '../store/saveState.js'
import { getPreferenceStore } from './preferenceStore.js'

/** A save of preferences. */
export interface PreferenceSave {
  /** Returns the number of settings that an undo would restore now. */
  readonly countUndoable: () => number
  /** Resolves when the save has ended. Never rejects. */
  readonly result: Promise<UndoableSaveResult>
  /** Restores what was changed, also before the save has ended. Never rejects. */
  readonly undo: () => Promise<UndoableSaveResult>
}

/**
 * Applies changes at once and saves them, with a function that undoes them.
 * @param isApart whether a retry of one change doesn't send the others
 */
export function savePreferences(
  stores: Stores,
  made: readonly PreferenceChange[],
  isApart = false,
): PreferenceSave {
  const store = getPreferenceStore(stores)
  // The store recognizes a change by its identity, and the host may use an object twice.
  const changes = made.map((change) => ({ ...change }))
  const before = store.getSnapshot().data
  const ended = store.update(changes, isApart)

  /** Returns the changes that restore what is still as the save set it. */
  function listRestoring(): PreferenceChange[] {
    const { data } = store.getSnapshot()
    const canClear = stores.capabilities()?.preferences?.rules.clear === true
    return store
      .listHeld(store.listLatest(changes))
      .filter((change) => !isReadOnlySetting(getChangedSetting(data, change)))
      .map((change) => toRestoringChange(before, change, canClear))
  }

  function undo(): Promise<UndoableSaveResult> {
    const restoring = listRestoring()
    store.dismiss(store.listLatest(changes))
    if (restoring.length > 0) return savePreferences(stores, restoring, true).result
    return Promise.resolve({ status: 'replaced', undo })
  }

  return {
    countUndoable: () => listRestoring().length,
    undo,
    result: ended.then((result) => ({ ...result, undo })),
  }
}

/** Returns the change that restores the setting of another one as it was. */
function toRestoringChange(
  before: Preferences | undefined,
  { type, channel, frequency }: PreferenceChange,
  canClear: boolean,
): PreferenceChange {
  if (type !== undefined && frequency !== undefined) {
    const setting = getFrequencySetting(before, type)
    return { type, frequency: setting?.value ?? (canClear ? null : getFrequency(setting)) }
  }
  const setting = getSetting(before, { type, channel })
  const isUnset = setting === undefined || setting.state === 'unset'
  return { type, channel, enabled: isUnset && canClear ? null : isOn(setting) }
}
