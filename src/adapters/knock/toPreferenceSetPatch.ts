import { isMap } from '../../core/json.js'
import {
  acceptSwitches,
  type AcceptedChanges,
  type ChangeRefusal,
  type SwitchChange,
} from '../../core/preferences/acceptChanges.js'
import type { PreferenceChange, PreferenceTarget } from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { channelTypes, fromChannel, fromTypeId } from './preferenceNames.js'
import {
  containsPatch,
  getAt,
  isOverridden,
  setAt,
  strategyKey,
  type KnockSet,
} from './preferencesWire.js'

/**
 * Selects the changes that a set allows.
 * @throws IdentikitError `locked` for settings with a tenant override or conditions, `invalid` for settings that Knock lacks
 */
export function acceptKnockChanges(
  set: KnockSet,
  changes: readonly PreferenceChange[],
  options: RequestOptions,
): AcceptedChanges<SwitchChange> {
  return acceptSwitches('Knock', changes, (change) => refuse(set, change), options)
}

/** Returns the path of a setting in a set; `undefined` for a type id that is not of Knock. */
function toSettingPath({ type, channel }: PreferenceTarget): readonly string[] | undefined {
  const rowPath = type === undefined ? [] : fromTypeId(type)
  if (channel !== undefined) return rowPath && [...rowPath, ...fromChannel(channel)]
  return type === undefined ? ['commercial_subscribed'] : rowPath
}

/** Returns the smallest part of a set that makes these changes when it is merged into `set`. */
export function toPreferenceSetPatch(set: KnockSet, changes: readonly SwitchChange[]): KnockSet {
  return changes.reduce<KnockSet>((patch, { type, channel, enabled, row: shown }) => {
    const path = toSettingPath({ type, channel }) ?? []
    const rowPath = toSettingPath({ type }) ?? []
    if (type === undefined || channel === undefined) return setAt(patch, path, enabled)
    const row = getAt(patch, rowPath) ?? getAt(set, rowPath)
    const base = typeof row === 'boolean' ? setAt(patch, rowPath, expandRow(row, shown)) : patch
    return setAt(base, path, enabled)
  }, {})
}

/** Returns the changes whose values a saved set lacks. */
export function findUnsaved(
  saved: KnockSet,
  patch: KnockSet,
  changes: readonly SwitchChange[],
): readonly SwitchChange[] {
  return changes.filter((change) => {
    const path = toSettingPath(change) ?? []
    return !containsPatch(getAt(saved, path), getAt(patch, path))
  })
}

function refuse(set: KnockSet, { type, channel }: PreferenceChange): ChangeRefusal | undefined {
  const path = toSettingPath({ type, channel })
  const rowPath = toSettingPath({ type })
  if (!path || !rowPath) {
    return { code: 'invalid', problem: 'must be workflow:<key> or category:<key>', key: 'type' }
  }
  if (path.includes(strategyKey)) {
    return { code: 'invalid', problem: `must not name ${strategyKey}` }
  }
  if (type === undefined) return refusePath(set, path)
  const row = getAt(set, rowPath)
  const hasOwnSwitch = !isMap(row) || isOverridden(row) || hasConditions(row)
  if (channel === undefined && !hasOwnSwitch) return noRowSwitch
  return refusePath(set, isMap(row) ? path : rowPath)
}

function refusePath(set: KnockSet, path: readonly string[]): ChangeRefusal | undefined {
  const parents = path.map((_, index) => getAt(set, path.slice(0, index)))
  const value = getAt(set, path)
  if ([...parents, value].some(isOverridden)) return locked('is overridden by a tenant default')
  if (value !== null && value !== undefined && typeof value !== 'boolean') {
    return locked('depends on conditions')
  }
  if (!parents.every((parent) => isMap(parent ?? {}))) return locked('cannot be read')
  return undefined
}

const locked = (problem: string): ChangeRefusal => ({ code: 'locked', problem })

function hasConditions(row: object): boolean {
  const conditions = getAt(row, ['conditions'])
  return Array.isArray(conditions) && conditions.length > 0
}

/** The effect of a boolean that is merged into an object is not documented: it could remove the setting of each channel. */
const noRowSwitch: ChangeRefusal = {
  code: 'invalid',
  problem: 'has a setting for each channel at Knock and none of its own',
  key: 'type',
}

/**
 * Expands a boolean row to one value per channel type and per channel that the user saw. The boolean is what Knock holds, so it wins
 * over the values that the user saw, which may be older.
 */
function expandRow(row: boolean, shown: PreferenceChange['row'] = {}): KnockSet {
  const paths = [
    ...channelTypes.map((type) => ['channel_types', type]),
    ...Object.keys(shown).map(fromChannel),
  ]
  return paths.reduce<KnockSet>((expanded, path) => setAt(expanded, path, row), {})
}
