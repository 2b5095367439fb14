'use client'
import { useEffect } from 'react'
import type { RegisteredDevice } from '../../core/user/user.js'
import { perUserStore } from '../store/perUserStore.js'
import { useStores, type Stores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import { createValueStore } from '../store/valueStore.js'
import { getPushRecord } from './pushRecord.js'

/** The device of a list that this browser registered. */
interface FoundDevice {
  readonly devices: readonly RegisteredDevice[] | undefined
  readonly token: string | undefined
}

/** Returns the store of the device that was found last. Components share it, so that they show the same at once. */
const getFoundDevice = /* @__PURE__ */ perUserStore(createFoundDevice)

function createFoundDevice(stores: Stores) {
  const found = createValueStore<FoundDevice>({ devices: undefined, token: undefined })
  let latest: FoundDevice['devices']

  async function find(devices: readonly RegisteredDevice[]): Promise<void> {
    latest = devices
    const token = await getPushRecord(stores).find(devices)
    const last = found.getSnapshot()
    const isNew = devices !== last.devices || token !== last.token
    if (devices === latest && isNew) found.set({ devices, token })
  }

  return { ...found, find }
}

/**
 * Returns the token of the device that this browser registered for the user: `null` if it isn't among the devices, `undefined` until that is
 * known, and without devices.
 */
export function useRecordedDevice(
  devices: readonly RegisteredDevice[] | undefined,
): string | null | undefined {
  const store = getFoundDevice(useStores('useRecordedDevice()'))
  const found = useSnapshot(store, (whole) => whole)
  useEffect(() => {
    if (devices) void store.find(devices)
  }, [store, devices])
  return devices && found.devices === devices ? (found.token ?? null) : undefined
}
