import {
  getCapabilities,
  type Capabilities,
  type PreferencesMember,
  type StreakMember,
  type DevicesMember,
  type EventsMember,
  type UserAdapter,
  type UserRecord,
  type IdentifyManyOptions,
  type IdentifyOptions,
  type IdentifyManyResult,
  type UsersMember,
} from './adapter.js'
import { IdentikitError, invalid } from './errors.js'
import { checkField } from './user/fields.js'
import { identifyMany, type UserRecords } from './bulk/identifyMany.js'
import { isJsonMap } from './json.js'
import { checkPreferenceChanges } from './preferences/preferences.js'
import { checkStreakPatch, holdsMetric, oddMetrics } from './streak/streak.js'
import { checkUserRecord } from './bulk/userRecord.js'
import { checkId, checkToken, checkUserPatch, type UserPatch } from './user/user.js'

type Everything<Members> = { readonly [Name in keyof Members]-?: NonNullable<Members[Name]> }

/**
 * Every member of the contract, present: input is checked here once for all adapters, before anything is sent, and what the
 * adapter lacks rejects with `unsupported`. Methods never throw; they reject.
 */
export interface UserClient {
  /** The adapter's own id: part of every cache key. */
  readonly id: string
  /** What the service can do; `undefined` while `remote` does not know it yet. */
  readonly capabilities: Capabilities | undefined
  readonly users: Omit<Everything<UsersMember>, 'identifyMany'> & {
    /**
     * Identifies any number of users in batches that the service takes, and tries again what is worth it. A record that is refused fails
     * alone; records of one id are sent in their order. To go on after failures, identify their records again.
     * @throws IdentikitError `misuse` where the iterable itself fails, after what was read is settled
     */
    readonly identifyMany: (
      users: UserRecords,
      options?: IdentifyManyOptions,
    ) => Promise<IdentifyManyResult>
  }
  readonly preferences: Everything<Omit<PreferencesMember, 'rules'>>
  readonly streak: Everything<StreakMember>
  readonly devices: DevicesMember
  readonly events: EventsMember
}

/** Wraps an adapter. Cheap, keeps no state, and may be shared by all users of a server. */
export function createUserClient(adapter: UserAdapter): UserClient {
  // Members are read at each call: `remote` learns what its service can do.
  function member<T>(method: T | undefined, name: string): T {
    if (method !== undefined) return method
    const { id, unsupportedHints = {} } = adapter
    const way = Object.hasOwn(unsupportedHints, name) ? ` ${unsupportedHints[name]}` : ''
    throw new IdentikitError('unsupported', `The ${id} adapter has no ${name}.${way}`)
  }
  const patched = (caller: string, patch: UserPatch) =>
    checkUserPatch(caller, patch, adapter.pending ? undefined : adapter)
  function checkChoices(caller: string, { preferences }: IdentifyOptions): void {
    if (preferences === undefined) return
    checkPreferenceChanges(caller, preferences)
    member(adapter.preferences, 'preferences')
  }

  return {
    id: adapter.id,
    get capabilities() {
      return getCapabilities(adapter)
    },
    users: {
      async get(id, options) {
        checkId('users.get', id)
        return member(adapter.users?.get, 'users.get')(id, options)
      },
      async identify(id, patch, options = {}) {
        checkId('users.identify', id)
        const checked = patched('users.identify', patch)
        checkChoices('users.identify', options)
        return member(adapter.users?.identify, 'users.identify')(id, checked, options)
      },
      async create(id, patch, options = {}) {
        checkId('users.create', id)
        const checked = patched('users.create', patch)
        checkChoices('users.create', options)
        return member(adapter.users?.create, 'users.create')(id, checked, options)
      },
      async update(id, patch, options) {
        checkId('users.update', id)
        const checked = patched('users.update', patch)
        const { update, identify } = adapter.users ?? {}
        return member(update ?? identify, 'users.update')(id, checked, options)
      },
      async delete(id, options) {
        checkId('users.delete', id)
        return member(adapter.users?.delete, 'users.delete')(id, options)
      },
      async list(options) {
        const { limit } = options ?? {}
        if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
          throw invalid('users.list', { limit: 'must be a whole number above 0' })
        }
        return member(adapter.users?.list, 'users.list')(options)
      },
      async identifyMany(users, options) {
        const taker = member(adapter.users?.identifyMany, 'users.identifyMany')
        const check = (record: UserRecord) => {
          const user = checkUserRecord(record, adapter.pending ? undefined : adapter)
          taker.check?.(user)
          return user
        }
        return identifyMany(users, taker, check, options)
      },
      async merge(users, options) {
        checkObject('users.merge', 'users', users)
        checkId('users.merge', users.from, 'from')
        checkId('users.merge', users.into, 'into')
        if (users.from === users.into)
          throw invalid('users.merge', { from: 'is the same user as into' })
        return member(adapter.users?.merge, 'users.merge')(users, options)
      },
    },
    preferences: {
      async get(id, options) {
        checkId('preferences.get', id)
        return member(adapter.preferences, 'preferences').get(id, options)
      },
      async update(id, change, options) {
        checkId('preferences.update', id)
        const changes = checkPreferenceChanges('preferences.update', change)
        return member(adapter.preferences, 'preferences').update(id, changes, options)
      },
      async reset(id, options) {
        checkId('preferences.reset', id)
        return member(adapter.preferences?.reset, 'preferences.reset')(id, options)
      },
    },
    streak: {
      async get(id, options) {
        checkId('streak.get', id)
        return member(adapter.streak, 'streak').get(id, options)
      },
      async update(id, patch, options) {
        checkId('streak.update', id)
        const streak = member(adapter.streak, 'streak')
        const checked = checkStreakPatch('streak.update', patch, () => true)
        // Who changes one metric sends all: what the service holds already must not stand in the way.
        const stored = oddMetrics(checked).length > 0 ? await streak.get(id, options) : undefined
        checkStreakPatch('streak.update', checked, (metric) =>
          holdsMetric(stored?.metrics ?? [], metric),
        )
        return streak.update(id, checked, options)
      },
      async info(id, options) {
        checkId('streak.info', id)
        return member(adapter.streak?.info, 'streak.info')(id, options)
      },
    },
    devices: {
      async add(id, device, options) {
        checkId('devices.add', id)
        checkObject('devices.add', 'device', device)
        checkToken('devices.add', device.token)
        return member(adapter.devices, 'devices').add(id, device, options)
      },
      async remove(id, token, options) {
        checkId('devices.remove', id)
        checkToken('devices.remove', token)
        return member(adapter.devices, 'devices').remove(id, token, options)
      },
    },
    events: {
      async track(id, event, options) {
        checkId('events.track', id)
        checkObject('events.track', 'event', event)
        checkId('events.track', event.name, 'name')
        if (event.value !== undefined && !Number.isFinite(event.value)) {
          throw invalid('events.track', { value: 'must be a finite number' })
        }
        if (event.properties !== undefined && !isJsonMap(event.properties)) {
          throw invalid('events.track', { properties: 'must be an object of JSON values' })
        }
        const at = event.at === undefined ? undefined : checkField('createdAt', event.at)
        if (at && 'wrong' in at) throw invalid('events.track', { at: at.wrong })
        const user = event.user === undefined ? undefined : patched('events.track', event.user)
        return member(adapter.events, 'events').track(
          id,
          user ? { ...event, user } : event,
          options,
        )
      },
    },
  }
}

function checkObject(caller: string, name: string, input: unknown): void {
  if (typeof input === 'object' && input !== null) return
  throw invalid(caller, { [name]: 'must be an object' })
}
