'use client'
import {
  getGroupState,
  isInGroup,
  listGroupSettings,
  type PreferenceGroupState,
  type PreferenceGroupTarget,
} from '../../core/preferences/preferenceGroup.js'
import { getSetting, isOn, isReadOnlySetting } from '../../core/preferences/preferences.js'
import { getSaveProgress, type SaveState, type UndoableSaveResult } from '../store/saveState.js'
import { notLoaded } from '../store/store.js'
import { useStores, type Stores } from '../store/stores.js'
import { getPreferenceStore } from './preferenceStore.js'
import { getRowTopic } from './preferenceTopics.js'
import { savePreferences, type PreferenceSave } from './savePreferences.js'
import { usePreferenceSnapshot, type PreferenceSnapshot } from './usePreferenceSnapshot.js'

/** The result of `usePreferenceGroup`. */
export interface UsePreferenceGroupResult extends PreferenceGroupState, SaveState {
  /**
   * Turns all settings on or off, except those that are so already and those that can't be changed. They share requests, and each is saved and fails by
   * itself. Never rejects.
   */
  readonly set: (enabled: boolean) => Promise<UndoableSaveResult>
}

const empty: PreferenceGroupState = { state: undefined, count: 0, onCount: 0, readOnlyCount: 0 }

/**
 * Reads and changes the settings of a group, a channel or a type together, or those of all types (`{}`). Switches above them, such as that of
 * a whole channel, keep their state.
 * @example
 * const { state, onCount, count, set } = usePreferenceGroup({ channel: 'email' })
 * const { undo } = await set(false)
 */
export function usePreferenceGroup(target: PreferenceGroupTarget = {}): UsePreferenceGroupResult {
  const stores = useStores('usePreferenceGroup()')
  const { type } = target
  const state = usePreferenceSnapshot(
    stores,
    (snapshot) => ({
      ...(snapshot.data ? getGroupState(snapshot.data, target) : empty),
      ...getSaveProgress(listEntries(snapshot, target)),
    }),
    type === undefined ? undefined : getRowTopic(type),
  )

  function retry() {
    const store = getPreferenceStore(stores)
    const failed = listEntries(store.getSnapshot(), target).filter(isFailed)
    if (failed.length === 0) return Promise.resolve({ status: 'replaced' as const })
    return store.retry(...failed.map(({ key }) => key))
  }

  return { ...state, retry, set: (enabled) => setGroup(stores, target, enabled).result }
}

/** Turns the settings of a group on or off. */
export function setGroup(
  stores: Stores,
  target: PreferenceGroupTarget,
  enabled: boolean,
): PreferenceSave {
  const store = getPreferenceStore(stores)
  const { data } = store.getSnapshot()
  if (!data) {
    const undo = () => Promise.resolve({ status: 'replaced' as const, undo })
    const result = store.refuse(notLoaded()).then((failed) => ({ ...failed, undo }))
    return { countUndoable: () => 0, undo, result }
  }
  const changes = listGroupSettings(data, target).flatMap((one) => {
    const setting = getSetting(data, one)
    return isReadOnlySetting(setting) || isOn(setting) === enabled ? [] : [{ ...one, enabled }]
  })
  return savePreferences(stores, changes, true)
}

const isFailed = ({ state }: PreferenceSnapshot['log'][number]) => state === 'failed'

function listEntries({ data, log }: PreferenceSnapshot, target: PreferenceGroupTarget) {
  return log.filter(
    ({ change }) => data && change.frequency === undefined && isInGroup(data, target, change),
  )
}
