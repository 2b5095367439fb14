import {
  applyPreferenceChange,
  getSetting,
  preferenceKey,
  addRowSettings,
} from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceRules,
  Preferences,
} from '../../core/preferences/preferences.js'
import type { WriteOrder } from '../../core/requestOptions.js'
import type { StreakSettings } from '../../core/streak/streak.js'
import { applyTraits, type TraitRules } from '../../core/user/traits.js'
import {
  applyUserPatch,
  userNotFound,
  type Device,
  type User,
  type UserPatch,
} from '../../core/user/user.js'

interface UserRow {
  readonly user: User
  /** The changes by preference key, in the order of the first change of each. */
  readonly changes: ReadonlyMap<string, PreferenceChange>
  /** The last `seq` of each writer by preference key. */
  readonly seqs: ReadonlyMap<string, ReadonlyMap<string, number>>
  readonly streak: StreakSettings
}

interface UserTableOptions {
  readonly traits: TraitRules
  readonly rules: PreferenceRules
  /** The preferences of a new user. */
  readonly preferences: Preferences
  /** The streak settings of a new user. */
  readonly streak: StreakSettings
  readonly hasDevices: boolean
}

/** Holds the data of a memory adapter. */
export type UserTable = ReturnType<typeof createUserTable>

/** Creates an empty table of users. */
export function createUserTable(options: UserTableOptions) {
  const { traits, rules, preferences, streak, hasDevices } = options
  const rows = new Map<string, UserRow>()

  function find(id: string): UserRow {
    const row = rows.get(id)
    if (row) return row
    throw userNotFound('The memory adapter')
  }

  function save(id: string, change: Partial<UserRow>): UserRow {
    const row = { ...find(id), ...change }
    rows.set(id, row)
    return row
  }

  function create(id: string, patch: UserPatch): UserRow {
    const user: User = { id, traits: {}, ...(hasDevices && { devices: [] }), rest: {} }
    rows.set(id, { user, changes: new Map(), seqs: new Map(), streak })
    return update(id, patch)
  }

  function update(id: string, patch: UserPatch): UserRow {
    return save(id, { user: applyUserPatch(find(id).user, patch, traits) })
  }

  const identify = (id: string, patch: UserPatch): UserRow =>
    rows.has(id) ? update(id, patch) : create(id, patch)

  function getPreferences(id: string): Preferences {
    return [...find(id).changes.values()].reduce(applyPreferenceChange, preferences)
  }

  function updatePreferences(id: string, changes: readonly PreferenceChange[]): Preferences {
    const keys = new Set(changes.map(preferenceKey))
    for (const change of changes) {
      const written = rules.write === 'row' ? [change, ...getRest(id, change, keys)] : [change]
      const entries = written.map((entry) => [preferenceKey(entry), entry] as const)
      save(id, { changes: new Map([...find(id).changes, ...entries]) })
    }
    const kept = [...find(id).changes].filter(([, change]) => !isUnset(change))
    save(id, { changes: new Map(kept) })
    return getPreferences(id)
  }

  /** Returns the changes whose settings hold no later one of the writer, records their order, and returns the keys of the others. */
  function takeInOrder(id: string, changes: readonly PreferenceChange[], order: WriteOrder) {
    const seqs = new Map(find(id).seqs)
    const isCurrent = (change: PreferenceChange) =>
      (seqs.get(preferenceKey(change))?.get(order.writer) ?? -1) <= order.seq
    const current = changes.filter(isCurrent)
    const superseded = changes.filter((change) => !isCurrent(change)).map(preferenceKey)
    for (const key of current.map(preferenceKey))
      seqs.set(key, new Map(seqs.get(key)).set(order.writer, order.seq))
    save(id, { seqs })
    return { current, superseded }
  }

  /** Checks whether a change deletes the choice of a setting that a new user hasn't chosen either. */
  function isUnset(change: PreferenceChange): boolean {
    const initial = getSetting(preferences, change)?.state ?? 'unset'
    return change.enabled === null && initial === 'unset'
  }

  /** Returns the settings of a row that the user never chose, which a service that takes whole rows writes too. */
  function getRest(
    id: string,
    change: PreferenceChange,
    keys: ReadonlySet<string>,
  ): PreferenceChange[] {
    const held = getPreferences(id)
    const row = change.row ?? addRowSettings(held, change).row ?? {}
    return Object.entries(row)
      .map(([channel, enabled]) => ({ type: change.type, channel, enabled }))
      .filter((setting) => !keys.has(preferenceKey(setting)))
      .filter((setting) => (getSetting(held, setting)?.state ?? 'unset') === 'unset')
  }

  function merge(from: string, into: string): UserRow {
    const source = find(from)
    const target = find(into)
    const devices = target.user.devices ?? []
    const user = {
      ...source.user,
      ...target.user,
      ...(hasDevices && {
        devices: toUniqueDevices([...devices, ...(source.user.devices ?? []), ...devices]),
      }),
      traits: applyTraits(source.user.traits, target.user.traits, traits),
    }
    rows.delete(from)
    return save(into, {
      user,
      changes: new Map([...source.changes, ...target.changes]),
      streak: target.streak === streak ? source.streak : target.streak,
    })
  }

  return {
    initialPreferences: preferences,
    rows,
    find,
    save,
    create,
    update,
    identify,
    getPreferences,
    updatePreferences,
    takeInOrder,
    merge,
  }
}

/** Returns one device per token: the last one, at the position of the first. */
export function toUniqueDevices(devices: readonly Device[]): readonly Device[] {
  return [...new Map(devices.map((device) => [device.token, device])).values()]
}
