'use client'
import { entryOf } from '../../core/sync/changeLog.js'
import type { IdentikitError } from '../../core/errors.js'
import {
  isFixed,
  isOn,
  leafKey,
  mastersOff,
  settingAt,
  type PreferenceLeaf,
  type Setting,
} from '../../core/preferences/preferences.js'
import { toSaveState, type SaveState } from '../store/status.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UsePreferenceCellResult {
  /** `undefined` before the first load, and where the service has no such switch. */
  readonly setting: Setting | undefined
  /** Whether it shows as on: an unset one follows its default. */
  readonly isOn: boolean
  /** What stands over it and is off, so that it has no effect now: `type`, `channel` or `subscribed`. */
  readonly mutedBy: MutedBy | undefined
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

export type MutedBy = 'type' | 'channel' | 'subscribed'

/**
 * Reads and switches one leaf, and renders for no other: a type on a channel, a type's own switch (`{ type }`), a channel's
 * global one (`{ channel }`) or the one over everything commercial (`{}`).
 * @example
 * const { isOn, saveState, set } = usePreferenceCell({ type: 'weekly-recap', channel: 'email' })
 */
export function usePreferenceCell(leaf: PreferenceLeaf): UsePreferenceCellResult {
  const { preferences: store, manifest } = useStores('usePreferenceCell()')
  const setting = useSnapshot(store, ({ data }) => settingAt(data, leaf))
  const entry = useSnapshot(store, ({ log }) => entryOf(log, leafKey(leaf), leafKey))
  const mutedBy = useSnapshot(store, () => mutedByOf(masters()[0]))

  function masters(): PreferenceLeaf[] {
    const { data } = store.getSnapshot()
    const rules = manifest()?.preferences?.rules
    return data && rules ? mastersOff(data, leaf, rules) : []
  }

  function set(enabled: boolean): Promise<SaveResult> {
    const { data } = store.getSnapshot()
    // A master that the person cannot change stays off, and the cell keeps what they want of it.
    const own = masters().filter((master) => !isFixed(settingAt(data, master)))
    const changes = enabled ? [leaf, ...own] : [leaf]
    return store.update(changes.map(({ type, channel }) => ({ type, channel, enabled })))
  }

  return {
    setting,
    isOn: isOn(setting),
    mutedBy,
    saveState: toSaveState(entry),
    error: entry?.error,
    set,
    toggle: () => set(!isOn(settingAt(store.getSnapshot().data, leaf))),
    retry: () => store.retry(leafKey(leaf)),
  }
}

function mutedByOf(master: PreferenceLeaf | undefined): MutedBy | undefined {
  if (!master) return undefined
  return master.type !== undefined
    ? 'type'
    : master.channel !== undefined
      ? 'channel'
      : 'subscribed'
}
