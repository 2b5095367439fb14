'use client'
import { useEffect, useRef } from 'react'
import type { SaveResult, SaveState } from '../store/saveState.js'
import { useStores } from '../store/stores.js'
import { useSnapshot } from '../store/useSnapshot.js'
import type { PushDeviceOptions } from './pushBrowser.js'
import { getPushDeviceStore } from './pushDeviceStore.js'
import { usePushPermission } from './pushPermission.js'
import { useDevices } from './useDevices.js'

/**
 * Whether this browser receives push messages. `signed-out` and `loading`: nothing is known yet; `unsupported`: the browser can't receive
 * them, or the service registers no devices; `askable`: the browser asks the user first; `denied`: the user blocked them, which only the
 * settings of the browser undo; `on`: the browser is subscribed and registered; `off`: it's permitted and can be turned on.
 */
export type PushDeviceStatus =
  | 'signed-out'
  | 'loading'
  | 'unsupported'
  | 'askable'
  | 'denied'
  | 'on'
  | 'off'

/** The options of `usePushDevice`. */
export type UsePushDeviceOptions = PushDeviceOptions

/** The result of `usePushDevice`. */
export interface UsePushDeviceResult extends SaveState {
  /** Whether this browser receives push messages, with a pending change applied. */
  readonly status: PushDeviceStatus
  /** The token of this browser for the `currentToken` of `DeviceList`; `undefined` while it has none. */
  readonly token: string | undefined
  /**
   * Asks for the permission where the browser has to, subscribes the browser and registers it. Call it in a click. It fails with `forbidden`
   * if the user doesn't permit it. Never rejects.
   */
  readonly enable: () => Promise<SaveResult>
  /** Removes this browser from the devices and ends its subscription. Never rejects. */
  readonly disable: () => Promise<SaveResult>
}

/** The type of the message by which a service worker says that it replaced the subscription. */
const changedMessage = 'identikit:push-changed'

/**
 * Turns push messages of this browser on and off. If the browser or another `vapidKey` replaces the subscription, the new one is registered
 * in its place. It asks for no permission before `enable` is called.
 * @see https://developer.mozilla.org/docs/Web/API/Push_API
 * @example
 * const { status, enable, disable } = usePushDevice({ vapidKey, serviceWorker: '/push-worker.js' })
 * <button onClick={status === 'on' ? disable : enable}>Push</button>
 */
export function usePushDevice(options: UsePushDeviceOptions): UsePushDeviceResult {
  const stores = useStores('usePushDevice()')
  const store = getPushDeviceStore(stores)
  const state = useSnapshot(store, (whole) => whole)
  const permission = usePushPermission()
  const { status: load, devices, reload } = useDevices()
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })
  const latestReload = useRef(reload)
  useEffect(() => {
    latestReload.current = reload
  })

  const { vapidKey } = options
  const isKnown = load !== 'loading' && load !== 'signed-out'
  // After a failed load, it's not known whether the device was removed elsewhere.
  const canReplace = load !== 'failed'
  useEffect(() => {
    let isCurrent = true
    if (isKnown && permission !== undefined && permission !== 'unsupported')
      void store.check({ ...latest.current, vapidKey }, { canReplace, isCurrent: () => isCurrent })
    return () => {
      isCurrent = false
    }
  }, [store, isKnown, canReplace, permission, vapidKey])

  useEffect(() => {
    const { serviceWorker: workers } = navigator as Partial<Navigator>
    function handleMessage({ data }: MessageEvent): void {
      if ((Object(data) as { readonly type?: unknown }).type !== changedMessage) return
      void latestReload.current().then(() => store.check(latest.current))
    }
    const handleStorage = (event: StorageEvent) => store.handleStorage(event, latest.current)
    workers?.addEventListener('message', handleMessage)
    window.addEventListener('storage', handleStorage)
    return () => {
      workers?.removeEventListener('message', handleMessage)
      window.removeEventListener('storage', handleStorage)
    }
  }, [store])

  const { token, isOwn, wanted, saveStatus, saveError } = state
  const isRegistered = devices
    ? devices.some((device) => device.token === token)
    : Boolean(token) && isOwn
  const isOn = saveStatus === 'saving' ? wanted : isRegistered

  function getStatus(): PushDeviceStatus {
    if (load === 'signed-out') return 'signed-out'
    if (permission === undefined) return 'loading'
    if (permission === 'unsupported' || stores.capabilities()?.devices === false)
      return 'unsupported'
    if (!isKnown) return 'loading'
    if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'askable'
    if (token === undefined && saveStatus !== 'saving') return 'loading'
    return isOn ? 'on' : 'off'
  }

  const enable = () => store.enable(latest.current)
  const disable = () => store.disable(latest.current)
  return {
    status: getStatus(),
    token: token ?? undefined,
    saveStatus,
    saveError,
    enable,
    disable,
    retry: wanted ? enable : disable,
  }
}
