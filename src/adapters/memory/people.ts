import {
  applyPreferenceChange,
  preferenceKey,
  withRow,
} from '../../core/preferences/preferences.js'
import type {
  PreferenceChange,
  PreferenceRules,
  Preferences,
} from '../../core/preferences/preferences.js'
import type { StreakSettings } from '../../core/streak/streak.js'
import { applyTraits, type TraitRules } from '../../core/user/traits.js'
import {
  applyUserPatch,
  userNotFound,
  type Device,
  type User,
  type UserPatch,
} from '../../core/user/user.js'

interface Person {
  readonly user: User
  /** By leaf, in the order in which they were first chosen. */
  readonly choices: ReadonlyMap<string, PreferenceChange>
  readonly streak: StreakSettings
}

interface PeopleOptions {
  readonly traits: TraitRules
  readonly rules: PreferenceRules
  /** What everybody begins with. */
  readonly preferences: Preferences
  readonly streak: StreakSettings
  /** Whether users have devices at all. */
  readonly devices: boolean
}

/** What the memory adapter knows, and every change of it. */
export function createPeople({ traits, rules, preferences, streak, devices }: PeopleOptions) {
  const people = new Map<string, Person>()

  function find(id: string): Person {
    const person = people.get(id)
    if (person) return person
    throw userNotFound('The memory adapter')
  }

  function save(id: string, change: Partial<Person>): Person {
    const person = { ...find(id), ...change }
    people.set(id, person)
    return person
  }

  function create(id: string, patch: UserPatch): Person {
    const user: User = { id, traits: {}, ...(devices && { devices: [] }), rest: {} }
    people.set(id, { user, choices: new Map(), streak })
    return update(id, patch)
  }

  function update(id: string, patch: UserPatch): Person {
    return save(id, { user: applyUserPatch(find(id).user, patch, traits) })
  }

  function preferencesOf(id: string): Preferences {
    return [...find(id).choices.values()].reduce(applyPreferenceChange, preferences)
  }

  function choose(id: string, changes: readonly PreferenceChange[]): Preferences {
    const named = new Set(changes.map(preferenceKey))
    for (const change of changes) {
      const written = rules.write === 'row' ? [change, ...neighbors(id, change, named)] : [change]
      const choices = written.map((choice) => [preferenceKey(choice), choice] as const)
      save(id, { choices: new Map([...find(id).choices, ...choices]) })
    }
    return preferencesOf(id)
  }

  /** The cells that are written along, because the service only takes whole rows. */
  function neighbors(
    id: string,
    change: PreferenceChange,
    named: ReadonlySet<string>,
  ): PreferenceChange[] {
    const row = change.row ?? withRow(preferencesOf(id), change).row ?? {}
    return Object.entries(row)
      .map(([channel, enabled]) => ({ type: change.type, channel, enabled }))
      .filter((cell) => !named.has(preferenceKey(cell)))
  }

  return {
    find,
    create,
    update,
    preferencesOf,
    choose,
    has: (id: string) => people.has(id),
    ids: () => [...people.keys()].sort((a, b) => (a < b ? -1 : 1)),
    remove: (id: string) => void people.delete(id),
    forgetChoices(id: string): Preferences {
      save(id, { choices: new Map() })
      return preferencesOf(id)
    },
    setStreak: (id: string, next: StreakSettings) => save(id, { streak: next }).streak,
    addDevice: (id: string, device: Device) =>
      void save(id, { user: withDevice(find(id).user, device) }),
    removeDevice(id: string, token: string): void {
      const { user } = find(id)
      save(id, {
        user: { ...user, devices: user.devices?.filter((one) => one.token !== token) ?? [] },
      })
    },
    merge(from: string, into: string): Person {
      const older = find(from)
      const winner = find(into)
      const user = {
        ...older.user,
        ...winner.user,
        traits: applyTraits(older.user.traits, winner.user.traits, traits),
      }
      people.delete(from)
      return save(into, {
        user: devices ? (older.user.devices ?? []).reduce(withMissingDevice, user) : user,
        choices: new Map([...older.choices, ...winner.choices]),
        streak: winner.streak === streak ? older.streak : winner.streak,
      })
    },
  }
}

function withMissingDevice(user: User, device: Device): User {
  const known = user.devices ?? []
  return known.some(({ token }) => token === device.token)
    ? user
    : { ...user, devices: [...known, device] }
}

/** A token that is known keeps its place. */
function withDevice(user: User, device: Device): User {
  const devices = withMissingDevice(user, device).devices ?? []
  return { ...user, devices: devices.map((one) => (one.token === device.token ? device : one)) }
}
