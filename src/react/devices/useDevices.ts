'use client'
import { useMemo } from 'react'
import { showDevices, getToken } from '../../core/devices/devices.js'
import type { Device, RegisteredDevice } from '../../core/user/user.js'
import { getDeviceStore } from './deviceStore.js'
import { getLoadState, type LoadState } from '../store/loadState.js'
import { toSaveState, type SaveResult, type SaveState } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { getUserStore } from '../user/userStore.js'

/** The result of `useDevices`. */
export interface UseDevicesResult extends LoadState, SaveState {
  /** The saved devices with every pending change applied; `undefined` before the first load, and where the service lists none. */
  readonly devices: readonly RegisteredDevice[] | undefined
  /** Whether devices can't be added or removed here. */
  readonly isReadOnly: boolean
  /** Registers a token, e.g. for push messages; need not wait for the load. Equal calls that overlap send one request. Never rejects. */
  readonly add: (device: Device) => Promise<SaveResult>
  /** Removes a token; need not wait for the load. Equal calls that overlap send one request. Never rejects. */
  readonly remove: (token: string) => Promise<SaveResult>
  /** Returns whether a device is being removed. */
  readonly isRemoving: (token: string) => boolean
  /** Returns how the last change of one device went. */
  readonly getSaveState: (token: string) => SaveState
}

/**
 * Reads and changes the devices of the signed-in user. A token gives access to a device: show only its end.
 * @example
 * const { add } = useDevices()
 * await add({ token: await getPushToken(), platform: 'web' })
 */
export function useDevices(): UseDevicesResult {
  const stores = useStores('useDevices()')
  const store = getDeviceStore(stores)
  const snapshot = useSnapshot(getUserStore(stores).user, (whole) => whole)
  const log = useSnapshot(store, (whole) => whole)
  const read = snapshot.data?.devices
  const devices = useMemo(() => read && showDevices(read, log), [read, log])

  function getSaveState(token?: string): SaveState {
    const entries = [...log.values()].filter(
      ({ change }) => token === undefined || token === getToken(change),
    )
    return toSaveState(entries, async () => {
      const failed = entries.filter(({ state }) => state === 'failed')
      const results = await Promise.all(failed.map(({ change }) => store.change(change)))
      return results.find(({ status }) => status === 'failed') ?? results[0] ?? replaced
    })
  }

  return {
    devices,
    isReadOnly: stores.capabilities()?.devices === false,
    ...getLoadState(stores, 'user', snapshot),
    ...getSaveState(),
    add: (device) => store.change({ add: device }),
    remove: (token) => store.change({ remove: token }),
    isRemoving: (token) => {
      const entry = log.get(token)
      return entry?.state === 'waiting' && 'remove' in entry.change
    },
    getSaveState,
  }
}

const replaced: SaveResult = { status: 'replaced' }
