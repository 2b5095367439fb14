'use client'
import { findEntry } from '../../core/sync/changeLog.js'
import {
  isReadOnlySetting,
  isOn,
  preferenceKey,
  getDisabledParents,
  getSetting,
  type PreferenceTarget,
  type PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { toSaveState, type SaveResult, type SaveState } from '../store/saveState.js'
import { checkTarget } from './checkTarget.js'
import { getPreferenceStore } from './preferenceStore.js'
import { getSettingTopics } from './preferenceTopics.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

/** Which parent of a setting is off: its type, its channel, or the one over everything commercial. */
export type OverriddenBy = 'type' | 'channel' | 'subscribed'

/** The result of `usePreference`. */
export interface UsePreferenceResult extends SaveState {
  /** `undefined` before the first load, and where the service has no such setting. */
  readonly setting: PreferenceSetting | undefined
  /** Whether the setting is on; an unset one follows its default. */
  readonly isOn: boolean
  /** The parent that is off, so that the setting has no effect now. */
  readonly overriddenBy: OverriddenBy | undefined
  /** Turns the setting on or off; turning it on also turns on the parents that are off, in one update. Never rejects. */
  readonly set: (enabled: boolean) => Promise<SaveResult>
  /** Turns the setting to the opposite of its current state, which may be newer than the last render. Never rejects. */
  readonly toggle: () => Promise<SaveResult>
}

/**
 * Reads and changes one setting, and renders for no other: a type on a channel, a whole type (`{ type }`), a whole channel
 * (`{ channel }`) or everything commercial (`{}`).
 * @example
 * const { isOn, saveStatus, set } = usePreference({ type: 'weekly-recap', channel: 'email' })
 */
export function usePreference(target: PreferenceTarget): UsePreferenceResult {
  const stores = useStores('usePreference()')
  const store = getPreferenceStore(stores)
  const key = preferenceKey(target)
  const topics = { topics: getSettingTopics(target) }
  if (process.env.NODE_ENV !== 'production') checkTarget(store.getSnapshot().data, target)
  const setting = useSnapshot(store, ({ data }) => getSetting(data, target), topics)
  const entry = useSnapshot(store, ({ log }) => findEntry(log, key), topics)
  const overriddenBy = useSnapshot(store, () => toOverriddenBy(listParents()[0]), topics)

  function listParents(): PreferenceTarget[] {
    const { data } = store.getSnapshot()
    const rules = stores.capabilities()?.preferences?.rules
    return data && rules ? getDisabledParents(data, target, rules) : []
  }

  function set(enabled: boolean): Promise<SaveResult> {
    const { data } = store.getSnapshot()
    // A locked parent stays off; the setting is still saved, for when the parent is on again.
    const parents = listParents().filter((parent) => !isReadOnlySetting(getSetting(data, parent)))
    const targets = enabled ? [target, ...parents] : [target]
    return store.update(targets.map(({ type, channel }) => ({ type, channel, enabled })))
  }

  return {
    setting,
    isOn: isOn(setting),
    overriddenBy,
    ...toSaveState(entry ? [entry] : [], () => store.retry(key)),
    set,
    toggle: () => set(!isOn(getSetting(store.getSnapshot().data, target))),
  }
}

function toOverriddenBy(parent: PreferenceTarget | undefined): OverriddenBy | undefined {
  if (!parent) return undefined
  if (parent.type !== undefined) return 'type'
  return parent.channel === undefined ? 'subscribed' : 'channel'
}
