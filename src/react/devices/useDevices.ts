'use client'
import { useMemo, useSyncExternalStore } from 'react'
import { showDevices } from '../../core/devices/devices.js'
import type { IdentikitError } from '../../core/errors.js'
import type { Device } from '../../core/user/user.js'
import { devicesOf } from './devices.js'
import { toLoadError, toStatus, type LoadStatus } from '../store/status.js'
import type { SaveResult } from '../store/store.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'

export interface UseDevicesResult {
  /** How reading the user went; adding and removing need not wait for it. */
  readonly status: LoadStatus
  /** Why the last read or the last change failed. */
  readonly error: IdentikitError | undefined
  /** With what was added, and without what was removed; `undefined` before the first load, and where the service tells of none. */
  readonly devices: readonly Device[] | undefined
  /** The service takes no devices from here. */
  readonly isReadOnly: boolean
  /** Registers a token, e.g. of push messages; an equal device again while it is on its way is one request. Never rejects. */
  readonly add: (device: Device) => Promise<SaveResult>
  /** Stops messages to a token; again while it is on its way is one request. Never rejects. */
  readonly remove: (token: string) => Promise<SaveResult>
  readonly isRemoving: (token: string) => boolean
  /** Why a device was not added or removed. */
  readonly failed: (token: string) => IdentikitError | undefined
  readonly reload: () => Promise<void>
}

/**
 * Reads and changes the devices of the signed-in user. A token is a handle to a person's device: show no more of it than its end.
 * @example
 * const { add } = useDevices()
 * await add({ token: await getPushToken(), platform: 'web' })
 */
export function useDevices(): UseDevicesResult {
  const stores = useStores('useDevices()')
  const { user, capabilities, reload } = stores
  const store = devicesOf(stores)
  const snapshot = useSnapshot(user, (whole) => whole)
  const log = useSyncExternalStore(store.subscribe, store.getSnapshot, store.getServerSnapshot)
  const read = snapshot.data?.devices
  const devices = useMemo(() => read && showDevices(read, log), [read, log])
  const known = capabilities()
  const failure = [...log.values()].find(({ state }) => state === 'failed')?.error
  return {
    status: toStatus(snapshot, known === undefined || known.users.includes('get')),
    error: failure ?? toLoadError(snapshot),
    devices,
    isReadOnly: known?.devices === false,
    add: (device) => store.change({ add: device }),
    remove: (token) => store.change({ remove: token }),
    isRemoving: (token) => {
      const entry = log.get(token)
      return entry?.state === 'waiting' && 'remove' in entry.change
    },
    failed: (token) => log.get(token)?.error,
    reload: () => reload('user'),
  }
}
