import { IdentikitError, invalid } from '../../core/errors.js'
import { isMap } from '../../core/json.js'
import { assertSwitch } from '../../core/preferences/checkPreferenceChanges.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { channelTypes, fromChannel, fromTypeId } from './preferenceNames.js'
import { getAt, isOverridden, setAt, strategyKey, type KnockSet } from './preferencesWire.js'

const caller = 'preferences.update'

/**
 * Returns the smallest part of a set that makes these changes when it is merged into `set`.
 * @throws IdentikitError `locked` for settings with a tenant override or conditions, `invalid` for settings that Knock lacks
 */
export function toPreferenceSetPatch(
  set: KnockSet,
  changes: readonly PreferenceChange[],
): KnockSet {
  return changes.reduce<KnockSet>((patch, change) => {
    assertSwitch('Knock', change)
    const { type, channel, enabled } = change
    if (type === undefined) {
      const path = channel === undefined ? ['commercial_subscribed'] : fromChannel(channel)
      checkWritable(set, path)
      return setAt(patch, path, enabled)
    }
    const rowPath = toRowPath(type)
    const row = getAt(set, rowPath)
    if (channel === undefined) {
      if (isMap(row) && !isOverridden(row)) checkRowSwitch(row)
      checkWritable(set, rowPath)
      return setAt(patch, rowPath, enabled)
    }
    const path = [...rowPath, ...fromChannel(channel)]
    checkWritable(set, isMap(row) ? path : rowPath)
    const current = getAt(patch, rowPath) ?? row
    const base =
      typeof current === 'boolean' ? setAt(patch, rowPath, expandRow(current, change.row)) : patch
    return setAt(base, path, enabled)
  }, {})
}

function toRowPath(type: string): readonly [string, string] {
  const path = fromTypeId(type)
  if (path) return path
  throw invalid(caller, { 'change.type': 'must be workflow:<key> or category:<key>' })
}

function checkWritable(set: KnockSet, path: readonly string[]): void {
  if (path.includes(strategyKey)) throw invalid(caller, { change: `must not name ${strategyKey}` })
  const parents = path.map((_, index) => getAt(set, path.slice(0, index)))
  const value = getAt(set, path)
  if ([...parents, value].some(isOverridden)) throw locked('is overridden by a tenant default')
  if (value !== null && value !== undefined && typeof value !== 'boolean')
    throw locked('depends on conditions')
}

const locked = (reason: string) => new IdentikitError('locked', `Knock: this setting ${reason}.`)

/** The effect of a boolean that is merged into an object is not documented: it could remove the setting of each channel. */
function checkRowSwitch(row: object): void {
  const conditions = getAt(row, ['conditions'])
  if (Array.isArray(conditions) && conditions.length > 0) return
  const problem = 'has a setting for each channel at Knock and none of its own'
  throw invalid(caller, { 'change.type': problem })
}

/** Expands a boolean row to one value per channel type. `shown` overrides it by the values that the user saw. */
function expandRow(row: boolean, shown: PreferenceChange['row'] = {}): KnockSet {
  const values = Object.fromEntries(channelTypes.map((type) => [type, row]))
  return Object.entries(shown).reduce<KnockSet>(
    (expanded, [channel, enabled]) => setAt(expanded, fromChannel(channel), enabled),
    { channel_types: values },
  )
}
