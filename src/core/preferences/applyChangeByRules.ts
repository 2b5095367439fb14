import {
  applyPreferenceChange,
  getSetting,
  isReadOnlySetting,
  type PreferenceChange,
  type PreferenceRules,
  type Preferences,
} from './preferences.js'

/**
 * Returns the preferences after a change, with what the service changes together with it: with `parents: 'replace'`, a change of a channel
 * changes that channel in every type whose setting isn't read-only.
 * @param rules the rules of the service; without them, only the setting of the change is changed
 */
export function applyChangeByRules(
  preferences: Preferences,
  change: PreferenceChange,
  rules: Pick<PreferenceRules, 'parents'> | undefined,
): Preferences {
  const changed = applyPreferenceChange(preferences, change)
  const { type, channel, enabled } = change
  const isReplacing = rules?.parents === 'replace' && typeof enabled === 'boolean'
  if (!isReplacing || type !== undefined || channel === undefined) return changed
  return preferences.types.reduce((saved, { id }) => {
    const target = { type: id, channel }
    const setting = getSetting(preferences, target)
    if (!setting || isReadOnlySetting(setting)) return saved
    return applyPreferenceChange(saved, { ...target, enabled })
  }, changed)
}
