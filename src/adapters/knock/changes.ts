import { IdentikitError, invalid } from '../../core/errors.js'
import type { PreferenceChange } from '../../core/preferences/preferences.js'
import { fromChannel, fromTypeId, knockChannelTypes } from './names.js'
import { at, isMap, isReplaced, strategyKey, withPath, type KnockSet } from './set.js'

const caller = 'preferences.update'

const locked = (what: string) => new IdentikitError('locked', `Knock: this setting ${what}.`)

/** Refuses to write where a tenant has decided, or over what depends on conditions. */
function checkOpen(set: KnockSet, path: readonly string[]): void {
  if (path.includes(strategyKey)) throw invalid(caller, { change: 'names what is Knock’s own' })
  const above = path.map((_, index) => at(set, path.slice(0, index)))
  const value = at(set, path)
  if ([...above, value].some(isReplaced)) throw locked('is decided by a default of the tenant')
  if (value !== null && value !== undefined && typeof value !== 'boolean')
    throw locked('depends on conditions of the service')
}

/** A row that is one boolean, spread over its channels: whatever it was for a channel stays so. */
function spread(row: boolean, shown: PreferenceChange['row'] = {}): Record<string, unknown> {
  const types = Object.fromEntries(knockChannelTypes.map((type) => [type, row]))
  return Object.entries(shown).reduce<Record<string, unknown>>(
    (cells, [channel, on]) => withPath(cells, fromChannel(channel), on),
    { channel_types: types },
  )
}

function rowPath(type: string): readonly [string, string] {
  const path = fromTypeId(type)
  if (path) return path
  const wrong = 'must be workflow:<key> or category:<key>'
  throw invalid(caller, { 'change.type': wrong })
}

/** The smallest part of a set that makes these changes under `merge`, given what the set holds now. */
export function fromChanges(set: KnockSet, changes: readonly PreferenceChange[]): KnockSet {
  return changes.reduce<KnockSet>((patch, change) => {
    const { type, channel, enabled } = change
    if (type === undefined) {
      const path = channel === undefined ? ['commercial_subscribed'] : fromChannel(channel)
      checkOpen(set, path)
      return withPath(patch, path, enabled)
    }
    const path = rowPath(type)
    const row = at(set, path)
    if (channel === undefined) {
      if (isMap(row) && !isReplaced(row)) checkSwitch(row)
      checkOpen(set, path)
      return withPath(patch, path, enabled)
    }
    const cell = [...path, ...fromChannel(channel)]
    if (isMap(row)) checkOpen(set, cell)
    else checkOpen(set, path)
    const next = at(patch, path) ?? row
    const cells = typeof next === 'boolean' ? spread(next, change.row) : undefined
    return withPath(cells ? withPath(patch, path, cells) : patch, cell, enabled)
  }, {})
}

/** What a boolean over an object does under `merge` is not documented: it could forget the choice of each channel. */
function checkSwitch(row: object): void {
  const conditions = at(row, ['conditions'])
  if (Array.isArray(conditions) && conditions.length > 0) return
  const wrong = 'has a switch for each channel at Knock, and none of its own'
  throw invalid(caller, { 'change.type': wrong })
}
