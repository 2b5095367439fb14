'use client'
import { useSyncExternalStore } from 'react'

/**
 * Whether the browser lets the site show notifications; `default`: it asks the user first; `unsupported`: it can't receive push messages,
 * e.g. in a page without HTTPS.
 */
export type PushPermission = NotificationPermission | 'unsupported'

const listeners = new Set<() => void>()
const notify = () => listeners.forEach((listener) => listener())

/** Returns the permission of the page. */
export function getPushPermission(): PushPermission {
  const { serviceWorker } = navigator as Partial<Navigator>
  const isSupported = serviceWorker && 'PushManager' in window && 'Notification' in window
  return isSupported ? Notification.permission : 'unsupported'
}

/** Asks the user for the permission, if the browser has to. Call it in a click: browsers refuse other calls. */
export async function requestPushPermission(): Promise<PushPermission> {
  if (getPushPermission() === 'default') await Notification.requestPermission()
  notify()
  return getPushPermission()
}

/** Calls a listener when the user changes the permission, also in the settings of the browser. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (listeners.size === 1) startWatching()
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) stopWatching()
  }
}

let watched: PermissionStatus | undefined

function startWatching(): void {
  // Browsers that report no change of the permission show it when the user returns from the settings.
  document.addEventListener('visibilitychange', notify)
  void watchStatus()
}

async function watchStatus(): Promise<void> {
  const status = await findStatus()
  if (listeners.size === 0 || watched) return
  watched = status
  watched?.addEventListener('change', notify)
}

function stopWatching(): void {
  document.removeEventListener('visibilitychange', notify)
  watched?.removeEventListener('change', notify)
  watched = undefined
}

async function findStatus(): Promise<PermissionStatus | undefined> {
  try {
    return await navigator.permissions.query({ name: 'notifications' })
  } catch {
    return undefined
  }
}

/** Returns the permission of the page, and renders when it changes; `undefined` on the server and while hydrating. */
export function usePushPermission(): PushPermission | undefined {
  return useSyncExternalStore<PushPermission | undefined>(
    subscribe,
    getPushPermission,
    () => undefined,
  )
}
