import {
  acceptSwitches,
  type AcceptedChanges,
  type ChangeRefusal,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import {
  getSetting,
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
} from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { channels } from './preferencesWire.js'

/** Selects the changes that Novu accepts. Without the stored preferences, only the kind of each change is checked. */
export function acceptNovuChanges(
  changes: readonly PreferenceChange[],
  before: Preferences | undefined,
  options: RequestOptions,
): AcceptedChanges<SwitchChange> {
  return acceptSwitches('Novu', changes, (change) => refuse(change, before), options)
}

function refuse(change: SwitchChange, before: Preferences | undefined): ChangeRefusal | undefined {
  const { type, channel } = change
  // An empty id would be a change of the channel for everything.
  if (type === undefined || type === '' || channel === undefined)
    return { code: 'unsupported', problem: 'is not about one channel of one workflow' }
  if (!channels.some((name) => name === channel))
    return { code: 'invalid', problem: 'is not a channel of Novu', key: 'channel' }
  if (!before) return undefined
  if (!before.types.some(({ id }) => id === type))
    return { code: 'invalid', problem: 'is not a workflow that this user can change', key: 'type' }
  const setting = getSetting(before, change)
  if (!setting)
    return { code: 'invalid', problem: 'is not a channel of this workflow', key: 'channel' }
  if (setting.locked) return { code: 'locked', problem: 'is of a critical workflow' }
  if (isReadOnlySetting(setting)) return { code: 'locked', problem: 'cannot be read' }
  return undefined
}
