import {
  acceptChanges,
  type AcceptedChanges,
  type ChangeRefusal,
} from '../../core/preferences/acceptChanges.js'
import {
  getSetting,
  isReadOnlySetting,
  type PreferenceChange,
  type Preferences,
  type PreferenceSwitchChange,
} from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import type { PreferenceTags } from './preferenceTags.js'

/**
 * Selects the changes that can be saved in tags. Without the stored preferences, only the switch of each change is checked.
 * @throws IdentikitError the error of the first refused change, if nothing is to be written
 */
export function acceptTagChanges(
  changes: readonly PreferenceChange[],
  tags: PreferenceTags,
  before: Preferences | undefined,
  options: RequestOptions,
): AcceptedChanges<PreferenceSwitchChange> {
  return acceptChanges('OneSignal', changes, (change) => refuse(change, tags, before), options)
}

function refuse(
  change: PreferenceSwitchChange,
  { types, find }: PreferenceTags,
  before: Preferences | undefined,
): ChangeRefusal | undefined {
  const { type, channel } = change
  if (type === undefined || type === '' || channel === undefined)
    return { code: 'unsupported', problem: 'is not about one channel of one type' }
  if (!types.some(({ id }) => id === type))
    return { code: 'invalid', problem: 'is not one of the adapter’s `types`', key: 'type' }
  if (find(change) === undefined)
    return { code: 'invalid', problem: 'is not a channel of this type', key: 'channel' }
  return isReadOnlySetting(getSetting(before, change))
    ? { code: 'locked', problem: 'has a tag that is not a switch' }
    : undefined
}
