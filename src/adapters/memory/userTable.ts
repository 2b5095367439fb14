import {
  applyPreferenceChange,
  getSetting,
  preferenceKey,
  addRowSettings,
  getFrequencySetting,
} from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceRules,
  Preferences,
} from '../../core/preferences/preferences.js'
import type { WriteOrder } from '../../core/requestOptions.js'
import type { Schedule } from '../../core/schedule/schedule.js'
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
  /** The choices by scope; those without a scope have an empty one. */
  readonly choices: ReadonlyMap<string, Choices>
  readonly streak: StreakSettings
  /** The schedules by scope, as for choices. */
  readonly schedules: ReadonlyMap<string, Schedule>
}

interface Choices {
  /** The changes by preference key, in the order of the first change of each. */
  readonly changes: ReadonlyMap<string, PreferenceChange>
  /** The last `seq` of each writer by preference key. */
  readonly seqs: ReadonlyMap<string, ReadonlyMap<string, number>>
}

const noChoices: Choices = { changes: new Map(), seqs: new Map() }

interface UserTableOptions {
  readonly traits: TraitRules
  readonly rules: PreferenceRules
  /** The preferences of a new user. */
  readonly preferences: Preferences
  /** The streak settings of a new user. */
  readonly streak: StreakSettings
  /** The schedule of a new user. */
  readonly schedule: Schedule
  readonly hasDevices: boolean
}

/** Holds the data of a memory adapter. */
export type UserTable = ReturnType<typeof createUserTable>

/** Creates an empty table of users. */
export function createUserTable(options: UserTableOptions) {
  const { traits, rules, preferences, streak, schedule, hasDevices } = options
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
    rows.set(id, { user, choices: new Map(), streak, schedules: new Map() })
    return update(id, patch)
  }

  function update(id: string, patch: UserPatch): UserRow {
    return save(id, { user: applyUserPatch(find(id).user, patch, traits) })
  }

  const identify = (id: string, patch: UserPatch): UserRow =>
    rows.has(id) ? update(id, patch) : create(id, patch)

  const getChoices = (id: string, scope: string) => find(id).choices.get(scope) ?? noChoices

  function saveChoices(id: string, scope: string, change: Partial<Choices>): void {
    const next = { ...getChoices(id, scope), ...change }
    save(id, { choices: new Map(find(id).choices).set(scope, next) })
  }

  function getPreferences(id: string, scope = ''): Preferences {
    return [...getChoices(id, scope).changes.values()].reduce(applyPreferenceChange, preferences)
  }

  function updatePreferences(
    id: string,
    changes: readonly PreferenceChange[],
    scope = '',
  ): Preferences {
    const keys = new Set(changes.map(preferenceKey))
    for (const change of changes) {
      const rest = rules.write === 'row' ? getRest(getPreferences(id, scope), change, keys) : []
      const written = [change, ...rest]
      const entries = written.map((entry) => [preferenceKey(entry), entry] as const)
      saveChoices(id, scope, { changes: new Map([...getChoices(id, scope).changes, ...entries]) })
    }
    const kept = [...getChoices(id, scope).changes].filter(([, change]) => !isUnset(change))
    saveChoices(id, scope, { changes: new Map(kept) })
    return getPreferences(id, scope)
  }

  const getSchedule = (id: string, scope = ''): Schedule =>
    find(id).schedules.get(scope) ?? schedule

  function saveSchedule(id: string, saved: Schedule, scope = ''): Schedule {
    save(id, { schedules: new Map(find(id).schedules).set(scope, saved) })
    return saved
  }

  /** Deletes the choices of a scope. */
  function resetPreferences(id: string, scope = ''): Preferences {
    saveChoices(id, scope, { changes: new Map() })
    return getPreferences(id, scope)
  }

  /** Returns the changes whose settings hold no later one of the writer, records their order, and returns the keys of the others. */
  function takeInOrder(
    id: string,
    changes: readonly PreferenceChange[],
    order: WriteOrder,
    scope = '',
  ) {
    const seqs = new Map(getChoices(id, scope).seqs)
    const isCurrent = (change: PreferenceChange) =>
      (seqs.get(preferenceKey(change))?.get(order.writer) ?? -1) <= order.seq
    const current = changes.filter(isCurrent)
    const superseded = changes.filter((change) => !isCurrent(change)).map(preferenceKey)
    for (const key of current.map(preferenceKey))
      seqs.set(key, new Map(seqs.get(key)).set(order.writer, order.seq))
    saveChoices(id, scope, { seqs })
    return { current, superseded }
  }

  /** Checks whether a change deletes the choice of a setting that a new user hasn't chosen either. */
  function isUnset(change: PreferenceChange): boolean {
    if (change.frequency !== undefined)
      return change.frequency === null && !getFrequencySetting(preferences, change.type)?.value
    const initial = getSetting(preferences, change)?.state ?? 'unset'
    return change.enabled === null && initial === 'unset'
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
    const choices = new Map(target.choices)
    for (const [scope, { changes }] of source.choices) {
      const held = choices.get(scope) ?? noChoices
      choices.set(scope, { ...held, changes: new Map([...changes, ...held.changes]) })
    }
    return save(into, {
      user,
      choices,
      schedules: new Map([...source.schedules, ...target.schedules]),
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
    resetPreferences,
    getSchedule,
    saveSchedule,
    takeInOrder,
    merge,
  }
}

/** Returns the settings of a row that the user never chose, which a service that takes whole rows writes too. */
function getRest(
  held: Preferences,
  change: PreferenceChange,
  keys: ReadonlySet<string>,
): PreferenceChange[] {
  const row = change.row ?? addRowSettings(held, change).row ?? {}
  return Object.entries(row)
    .map(([channel, enabled]) => ({ type: change.type, channel, enabled }))
    .filter((setting) => !keys.has(preferenceKey(setting)))
    .filter((setting) => (getSetting(held, setting)?.state ?? 'unset') === 'unset')
}

/** Returns one device per token: the last one, at the position of the first. */
export function toUniqueDevices(devices: readonly Device[]): readonly Device[] {
  return [...new Map(devices.map((device) => [device.token, device])).values()]
}
