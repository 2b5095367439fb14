import type { QueryClient } from '@tanstack/react-query'
import type { UserClient } from '../../core/client.js'
import {
  settleDevices,
  tokenOf,
  type DeviceChange,
  type DeviceEntry,
} from '../../core/devices/devices.js'
import type { DeviceLog } from '../../core/devices/devices.js'
import { IdentikitError, invalid, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { checkToken, type User } from '../../core/user/user.js'
import { createWriteWithRetry, unseen } from '../store/writeWithRetry.js'
import { perUserStore } from '../store/perUserStore.js'
import { queryKeyOf, type UserId } from '../store/queries.js'
import type { SaveResult } from '../store/store.js'
import type { StoreSnapshot } from '../store/storeSnapshot.js'
import type { PendingWrites } from '../store/pendingWrites.js'

interface DeviceStoreOptions {
  readonly queryClient: QueryClient
  readonly userId: UserId
  /** The client of this moment. */
  readonly client: () => UserClient
  readonly user: {
    readonly subscribe: (listener: () => void) => () => void
    readonly getSnapshot: () => Pick<StoreSnapshot<User, never>, 'data' | 'query'>
  }
  readonly onSaved: (change: DeviceChange) => void
  readonly onError: (error: IdentikitError) => void
  readonly pendingWrites: PendingWrites
}

const nothing: DeviceLog = new Map()

/**
 * What was done to the devices of one user since they were read. One write is on its way at a time, since services take lists whole; what was
 * accepted is sent, whether somebody still shows it or not.
 */
function createDeviceStore(options: DeviceStoreOptions) {
  const { queryClient, userId, client, user, onSaved, onError, pendingWrites } = options
  const key = queryKeyOf(client(), userId, 'user')
  const listeners = new Set<() => void>()
  const results = new WeakMap<DeviceEntry, Promise<SaveResult>>()
  let log = nothing
  let last: Promise<unknown> = Promise.resolve()

  const deliver = createWriteWithRetry<undefined, DeviceEntry>({
    ...unseen,
    async send([entry], _, request) {
      if (entry === undefined || !userId) return undefined
      const { devices } = client()
      const about = { ...request, source: 'device-list' }
      if ('add' in entry.change) await devices.add(userId, entry.change.add, about)
      else await devices.remove(userId, entry.change.remove, about)
      return undefined
    },
    isOutdated: ([entry]) => entry !== undefined && !isLast(entry),
  })

  const isLast = (entry: DeviceEntry) => log.get(tokenOf(entry.change)) === entry

  function set(next: DeviceLog): void {
    if (next === log) return
    log = next
    for (const listener of listeners) listener()
  }

  function put(entry: DeviceEntry): void {
    set(new Map([...log, [tokenOf(entry.change), entry]]))
  }

  function settle(): void {
    const { data, query } = user.getSnapshot()
    set(settleDevices(log, data?.devices, query?.dataUpdatedAt ?? 0))
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener)
    const stop = user.subscribe(settle)
    settle()
    return () => {
      listeners.delete(listener)
      stop()
    }
  }

  function refuse(error: IdentikitError): Promise<SaveResult> {
    onError(error)
    return Promise.resolve({ status: 'failed', error })
  }

  /** Sends a change when its turn comes; the same one again while it is on its way is no other. Never rejects. */
  function change(next: DeviceChange): Promise<SaveResult> {
    try {
      check(next)
    } catch (error) {
      return refuse(toIdentikitError(error))
    }
    if (!userId) {
      const what = 'A device was added or removed while nobody is signed in.'
      return refuse(new IdentikitError('not-loaded', what))
    }
    const before = log.get(tokenOf(next))
    const known = before && results.get(before)
    const isSame =
      before?.state === 'waiting' && replaceEqualDeep(before.change, next) === before.change
    if (known && isSame) return known
    const entry: DeviceEntry = { change: next, state: 'waiting' }
    const result = last.then(() => run(entry))
    last = result
    pendingWrites.add(result)
    results.set(entry, result)
    put(entry)
    return result
  }

  async function run(entry: DeviceEntry): Promise<SaveResult> {
    if (!isLast(entry)) return { status: 'replaced' }
    try {
      await deliver([entry], undefined)
      if (isLast(entry)) put({ ...entry, state: 'saved', savedAt: Date.now() })
      onSaved(entry.change)
      return { status: 'saved' }
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      // What a later word replaced is nobody's failure any more.
      if (!isLast(entry)) return { status: 'replaced' }
      put({ ...entry, state: 'failed', error })
      onError(error)
      return { status: 'failed', error }
    } finally {
      // Also after a failure: an answer may have been lost.
      const isBusy = [...log.values()].some(({ state }) => state === 'waiting')
      if (!isBusy) void queryClient.invalidateQueries({ queryKey: key })
    }
  }

  return {
    getSnapshot: () => log,
    getServerSnapshot: () => nothing,
    subscribe,
    change,
  }
}

/** @throws IdentikitError `invalid` */
function check(change: DeviceChange): void {
  if ('remove' in change) return checkToken('useDevices().remove', change.remove)
  const device: unknown = change.add
  if (typeof device !== 'object' || device === null)
    throw invalid('useDevices().add', { device: 'must be an object' })
  return checkToken('useDevices().add', change.add.token)
}

/** The devices of the stores' user. */
export const devicesOf = /* @__PURE__ */ perUserStore((stores) =>
  createDeviceStore({
    ...stores,
    onSaved: (change) => stores.onSaved({ resource: 'devices', change }),
  }),
)
