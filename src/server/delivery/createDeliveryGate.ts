import type { UserAdapter } from '../../core/adapter.js'
import { createUserClient } from '../../core/client.js'
import { checkObject, checkScope } from '../../core/clientChecks.js'
import { invalid } from '../../core/errors.js'
import { applyCatalog, type NotificationCatalog } from '../../core/preferences/catalog.js'
import { getAddressField } from '../../core/preferences/channels.js'
import type { Preferences } from '../../core/preferences/preferences.js'
import type { RequestOptions } from '../../core/requestOptions.js'
import { toIsoDate } from '../../core/isoDate.js'
import { defaultSchedule, type Schedule } from '../../core/schedule/schedule.js'
import { requireMember } from '../../core/requireMember.js'
import { checkId, checkKey, type User } from '../../core/user/user.js'
import { decideDelivery, type Delivery, type DeliveryMessage } from './decideDelivery.js'
import { orUndefined } from './orUndefined.js'

/** Options of `createDeliveryGate`. */
export interface DeliveryGateOptions {
  /** Where the preferences and the users are stored. */
  readonly adapter: UserAdapter
  /** The notification types of the product, with their defaults and locks. @default the types of the service */
  readonly catalog?: NotificationCatalog | undefined
  /** Returns whether the user's address for a channel is verified. @default every address is */
  readonly isVerified?: ((user: User, channel: string) => boolean | Promise<boolean>) | undefined
}

/** Options of a check. */
export type DeliveryCheckOptions = Pick<RequestOptions, 'signal'>

/** Decides whether messages may be sent. */
export interface DeliveryGate {
  /**
   * Returns whether a message may be sent to a user. A user that the service doesn't know has the defaults.
   * @throws IdentikitError `invalid` for a type that the catalog doesn't have or an invalid date, or the error of a service that fails
   */
  readonly check: (
    userId: string,
    message: DeliveryMessage,
    options?: DeliveryCheckOptions,
  ) => Promise<Delivery>
  /**
   * Returns whether a message may be sent to each of some users, by their ids in the given order. Postgres reads 500 users with one query.
   * @throws IdentikitError as `check`; then nothing is known about any of them
   */
  readonly checkMany: (
    userIds: Iterable<string>,
    message: DeliveryMessage,
    options?: DeliveryCheckOptions,
  ) => Promise<ReadonlyMap<string, Delivery>>
}

/** The number of users that are read at the same time, if the service reads one per request. */
const concurrency = 8

/** The most users of one request. */
const batchSize = 500

const nothing: Preferences = { types: [], channels: {}, rest: {} }

/**
 * Creates a gate that a product asks before it sends a message: "may I send this to this user now?"
 * @example
 * ```ts
 * const gate = createDeliveryGate({ adapter, catalog })
 * const { deliver } = await gate.check('ada', { type: 'weekly-recap', channel: 'email' })
 * if (deliver) await sendRecap('ada')
 * ```
 */
export function createDeliveryGate(options: DeliveryGateOptions): DeliveryGate {
  const { adapter, isVerified } = options
  const read = createReader(adapter)
  const decide = createDecide(options)
  /** Whether a decision depends on the address or the time zone of the user. */
  const needsUser = ({ channel }: DeliveryMessage): boolean =>
    isVerified !== undefined ||
    adapter.schedule !== undefined ||
    adapter.preferences?.rules.frequency === true ||
    getAddressField(channel) !== undefined
  return {
    async check(id, message, request = {}) {
      const checked = checkMessage('check', message)
      return decide(
        'check',
        checked,
        await read.one(id, needsUser(message), toOptions(message, request)),
      )
    },
    async checkMany(userIds, message, request = {}) {
      const checked = checkMessage('checkMany', message)
      const ids = [...new Set(userIds)]
      for (const id of ids) checkId('checkMany', id)
      const known = await read.many(ids, needsUser(message), toOptions(message, request))
      const found = new Map<string, Delivery>()
      for (const id of ids) found.set(id, await decide('checkMany', checked, known.get(id) ?? {}))
      return found
    },
  }
}

function isAddressRead({ fields }: UserAdapter, channel: string): boolean {
  const address = getAddressField(channel)
  return address === undefined || address === 'devices' || fields[address]?.read === true
}

/** What a service has of a user; nothing of one that it doesn't know. */
interface Known {
  readonly preferences?: Preferences | undefined
  readonly user?: User | undefined
  readonly schedule?: Schedule | undefined
}

/** A message whose time is a number of milliseconds since 1970. */
type CheckedMessage = Pick<DeliveryMessage, 'type' | 'channel'> & { readonly at: number }

function createDecide({ adapter, catalog, isVerified }: DeliveryGateOptions) {
  // A type that isn't shown has defaults and locks, too.
  const entries = catalog?.map((entry) => ({ ...entry, hidden: false })) ?? []
  return async (caller: string, message: CheckedMessage, known: Known): Promise<Delivery> => {
    const { rules, initial = nothing } = requireMember(adapter, 'preferences', adapter.preferences)
    const { user, schedule = defaultSchedule } = known
    // A message of a type that the service lacks has the defaults of the catalog.
    const { frequency } = rules
    const preferences = applyCatalog(known.preferences ?? initial, entries, { frequency })
    // Without a catalog, a service can list the types with a choice only.
    if (catalog) checkType(caller, message.type, preferences)
    return decideDelivery(message, {
      preferences,
      rules,
      user,
      isAddressRead: isAddressRead(adapter, message.channel),
      isVerified: !user || !isVerified || (await isVerified(user, message.channel)),
      schedule,
      at: message.at,
    })
  }
}

/** Reads what decisions are based on: of many users in one request per batch, if the service can. */
function createReader(adapter: UserAdapter) {
  const client = createUserClient(adapter)

  async function one(id: string, needsUser: boolean, options: ReadOptions): Promise<Known> {
    const { signal } = options
    const [preferences, user, schedule] = await Promise.all([
      orUndefined(client.preferences.get(id, options)),
      needsUser && adapter.users?.get ? orUndefined(client.users.get(id, { signal })) : undefined,
      adapter.schedule && orUndefined(client.schedule.get(id, options)),
    ])
    return { preferences, user, schedule }
  }

  async function many(
    ids: readonly string[],
    needsUser: boolean,
    options: ReadOptions,
  ): Promise<ReadonlyMap<string, Known>> {
    const known = new Map<string, Known>()
    if (adapter.getMany) {
      checkScope(adapter, options)
      for (let start = 0; start < ids.length; start += batchSize) {
        const batch = await adapter.getMany(ids.slice(start, start + batchSize), options)
        for (const found of batch) known.set(found.user.id, found)
      }
      return known
    }
    const queue = [...ids]
    const work = async () => {
      for (let id = queue.shift(); id !== undefined; id = queue.shift())
        known.set(id, await one(id, needsUser, options))
    }
    try {
      await Promise.all(Array.from({ length: concurrency }, work))
    } finally {
      // After a failure, nothing is asked any more.
      queue.length = 0
    }
    return known
  }

  return { one, many }
}

type ReadOptions = Pick<RequestOptions, 'scope' | 'signal'>

const toOptions = ({ scope }: DeliveryMessage, { signal }: DeliveryCheckOptions): ReadOptions => ({
  scope,
  signal,
})

function checkMessage(caller: string, message: DeliveryMessage): CheckedMessage {
  checkObject(caller, 'message', message)
  const { type, channel } = message
  const at: unknown = message.at ?? new Date()
  checkKey(caller, type, 'type')
  checkKey(caller, channel, 'channel')
  const time =
    typeof at === 'string'
      ? Date.parse(toIsoDate(at) ?? '')
      : ((at as Partial<Date>).getTime?.() ?? Number.NaN)
  if (Number.isNaN(time))
    throw invalid(caller, { at: 'must be a valid Date, or an ISO 8601 date and time with a zone' })
  return { type, channel, at: time }
}

/** Refuses a misspelled type, whose messages would never be sent. */
function checkType(caller: string, type: string, { types }: Preferences): void {
  if (types.some(({ id }) => id === type)) return
  throw invalid(caller, {
    type: `"${type}" is not one of ${types.map(({ id }) => `"${id}"`).join(', ')}`,
  })
}
