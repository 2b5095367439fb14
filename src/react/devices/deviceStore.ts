import {
  settleDevices,
  getToken,
  type DeviceChange,
  type DeviceEntry,
  type DeviceLog,
} from '../../core/devices/devices.js'
import { IdentikitError, invalid, toIdentikitError } from '../../core/errors.js'
import { createReadOnlyError } from '../../core/readOnly/readOnlyCapabilities.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { checkToken } from '../../core/user/user.js'
import { perUserStore } from '../store/perUserStore.js'
import { getQueryKey } from '../store/queries.js'
import type { SaveResult } from '../store/saveState.js'
import type { Stores } from '../store/stores.js'
import { createValueStore } from '../store/valueStore.js'
import { saveWithRetry } from '../store/saveWithRetry.js'
import { getUserStore } from '../user/userStore.js'

/** Returns the store of the changes to a user's devices. */
export const getDeviceStore = /* @__PURE__ */ perUserStore(createDeviceStore)

/**
 * Creates the log of changes to one user's devices since they were read. One write is sent at a time, since some services store the list as a
 * whole. Not TanStack mutations with a scope: those wait while the tab is hidden.
 */
function createDeviceStore(stores: Stores) {
  const { recovery, userId, client, onSaved, onError, announceSave, pendingWrites } = stores
  const { isReadOnly } = stores
  const { user } = getUserStore(stores)
  const queryKey = getQueryKey(client(), userId, 'user')
  const log = createValueStore<DeviceLog>(new Map())
  const results = new WeakMap<DeviceEntry, Promise<SaveResult>>()
  let lastWrite: Promise<unknown> = Promise.resolve()

  const find = (changed: DeviceChange) => log.getSnapshot().get(getToken(changed))
  const isNewest = (entry: DeviceEntry) => find(entry.change) === entry
  const put = (entry: DeviceEntry) =>
    log.set(new Map([...log.getSnapshot(), [getToken(entry.change), entry]]))

  function settle(): void {
    const { data, query } = user.getSnapshot()
    log.set(settleDevices(log.getSnapshot(), data?.devices, query?.dataUpdatedAt ?? 0))
  }

  function subscribe(listener: () => void): () => void {
    const unsubscribe = [log.subscribe(listener), user.subscribe(settle)]
    settle()
    return () => unsubscribe.forEach((stop) => stop())
  }

  /** Sends a change after those before. An equal change that is still pending is not sent again. Never rejects. */
  function change(next: DeviceChange): Promise<SaveResult> {
    try {
      checkChange(next)
      if (!userId)
        throw new IdentikitError('not-loaded', 'A device was changed while no user is signed in.')
      if (isReadOnly()) throw createReadOnlyError()
    } catch (error) {
      return user.refuse(toIdentikitError(error))
    }
    const last = find(next)
    const isPending =
      last?.state === 'waiting' && replaceEqualDeep(last.change, next) === last.change
    const pending = isPending && results.get(last)
    if (pending) return pending
    const entry: DeviceEntry = { change: next, state: 'waiting' }
    const result = lastWrite.then(() => run(entry, userId))
    lastWrite = result
    pendingWrites.add(result)
    results.set(entry, result)
    put(entry)
    return result
  }

  async function run(entry: DeviceEntry, id: string): Promise<SaveResult> {
    if (!isNewest(entry)) return { status: 'replaced' }
    const { change: next } = entry
    try {
      await saveWithRetry({
        send: (request) => {
          const options = { ...request, source: 'device-list' }
          if ('add' in next) return client().devices.add(id, next.add, options)
          return client().devices.remove(id, next.remove, options)
        },
        isReplaced: () => !isNewest(entry),
      })
      if (isNewest(entry)) put({ ...entry, state: 'saved', savedAt: Date.now() })
      announceSave('user')
      onSaved({ resource: 'devices', change: next })
      return { status: 'saved' }
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      if (!isNewest(entry)) return { status: 'replaced' }
      put({ ...entry, state: 'failed', error })
      onError(error)
      return { status: 'failed', error }
    } finally {
      // Also after a failure, whose outcome may be unknown.
      const isBusy = [...log.getSnapshot().values()].some(({ state }) => state === 'waiting')
      if (!isBusy) recovery.refresh(queryKey)
    }
  }

  return { ...log, subscribe, change }
}

/** @throws IdentikitError `invalid` */
function checkChange(change: DeviceChange): void {
  if ('remove' in change) return checkToken('useDevices().remove', change.remove)
  const device: unknown = change.add
  if (typeof device !== 'object' || device === null)
    throw invalid('useDevices().add', { device: 'must be an object' })
  return checkToken('useDevices().add', change.add.token)
}
