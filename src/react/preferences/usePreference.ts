'use client'
import { findEntry } from '../../core/sync/changeLog.js'
import type { IdentikitError } from '../../core/errors.js'
import {
  isFixed,
  isOn,
  preferenceKey,
  disabledParents,
  getSetting,
  type PreferenceTarget,
  type PreferenceSetting,
} from '../../core/preferences/preferences.js'
import { toSaveState, type SaveState } from '../store/status.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UsePreferenceResult {
  /** `undefined` before the first load, and where the service has no such switch. */
  readonly setting: PreferenceSetting | undefined
  /** Whether it shows as on: an unset one follows its default. */
  readonly isOn: boolean
  /** What stands over it and is off, so that it has no effect now: `type`, `channel` or `subscribed`. */
  readonly overriddenBy: OverriddenBy | undefined
  readonly saveState: SaveState
  /** Why the last change was not saved. */
  readonly error: IdentikitError | undefined
  /** Switches it; turning on a muted one turns on what mutes it too, in one update. Never rejects. */
  readonly set: (enabled: boolean) => Promise<SaveResult>
  /** Switches it to what it does not show at this moment, even between two renders. */
  readonly toggle: () => Promise<SaveResult>
  /** Sends again what was not saved. */
  readonly retry: () => Promise<SaveResult>
}

export type OverriddenBy = 'type' | 'channel' | 'subscribed'

/**
 * Reads and switches one leaf, and renders for no other: a type on a channel, a type's own switch (`{ type }`), a channel's
 * global one (`{ channel }`) or the one over everything commercial (`{}`).
 * @example
 * const { isOn, saveState, set } = usePreference({ type: 'weekly-recap', channel: 'email' })
 */
export function usePreference(leaf: PreferenceTarget): UsePreferenceResult {
  const { preferences: store, capabilities } = useStores('usePreference()')
  const setting = useSnapshot(store, ({ data }) => getSetting(data, leaf))
  const entry = useSnapshot(store, ({ log }) => findEntry(log, preferenceKey(leaf), preferenceKey))
  const overriddenBy = useSnapshot(store, () => toOverriddenBy(parents()[0]))

  function parents(): PreferenceTarget[] {
    const { data } = store.getSnapshot()
    const rules = capabilities()?.preferences?.rules
    return data && rules ? disabledParents(data, leaf, rules) : []
  }

  function set(enabled: boolean): Promise<SaveResult> {
    const { data } = store.getSnapshot()
    // A parent that the person cannot change stays off, and the cell keeps what they want of it.
    const own = parents().filter((parent) => !isFixed(getSetting(data, parent)))
    const changes = enabled ? [leaf, ...own] : [leaf]
    return store.update(changes.map(({ type, channel }) => ({ type, channel, enabled })))
  }

  return {
    setting,
    isOn: isOn(setting),
    overriddenBy: overriddenBy,
    saveState: toSaveState(entry),
    error: entry?.error,
    set,
    toggle: () => set(!isOn(getSetting(store.getSnapshot().data, leaf))),
    retry: () => store.retry(preferenceKey(leaf)),
  }
}

function toOverriddenBy(parent: PreferenceTarget | undefined): OverriddenBy | undefined {
  if (!parent) return undefined
  return parent.type !== undefined
    ? 'type'
    : parent.channel !== undefined
      ? 'channel'
      : 'subscribed'
}
