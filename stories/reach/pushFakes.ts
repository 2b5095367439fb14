import { IdentikitError } from 'identikit/core'
import { ada } from 'identikit/testing'
import { world } from '../worlds.js'

/** A public VAPID key. */
export const vapidKey = btoa(String.fromCharCode(4, ...new Uint8Array(64)))

/** What the browser permits, answers and holds. */
export interface PushFake {
  readonly permission: NotificationPermission
  /** The answer of the user to the question of the browser. @default 'granted' */
  readonly answer?: NotificationPermission
  /** Whether the browser is subscribed. @default false */
  readonly isSubscribed?: boolean
  /** Whether the browser can receive push messages. @default true */
  readonly isSupported?: boolean
  /** The name of the error of a subscription. */
  readonly error?: string
}

const keys = { p256dh: 'p256dh', auth: 'auth' }
const getEndpoint = (number: number) => `https://push.example.com/${number}`

/** Returns the device of a fake subscription by its number. */
export const getPushDevice = (number: number) => ({
  token: JSON.stringify({ endpoint: getEndpoint(number), keys }),
  platform: 'web',
})

/** The device of the first fake subscription. */
export const pushDevice = getPushDevice(1)

const user = { ...ada, devices: [pushDevice] }

/** The service has registered this browser. */
export const registered = world({ users: [user] })

/** The service refuses to register a device. */
export const refusesDevices = world({}, {}, ({ faults }) => {
  faults.fail = ({ member }) =>
    member === 'devices.add' ? new IdentikitError('forbidden', 'No.') : undefined
})

let isSubscribed = false
let number = 1
let error: string | undefined

const subscription = {
  options: { applicationServerKey: Uint8Array.from(atob(vapidKey), (c) => c.charCodeAt(0)).buffer },
  toJSON: () => ({ endpoint: getEndpoint(number), expirationTime: null, keys }),
  unsubscribe: async () => {
    isSubscribed = false
    return true
  },
}

const pushManager = {
  getSubscription: async () => (isSubscribed ? subscription : null),
  subscribe: async () => {
    if (error !== undefined) throw new DOMException('No.', error)
    isSubscribed = true
    return subscription
  },
}

/** Returns a service worker without a push service. */
export const serviceWorker = () =>
  ({ active: {}, pushManager }) as unknown as ServiceWorkerRegistration

/** Replaces what the browser permits. Returns the number of its questions so far, and what undoes the replacement. */
export function fakePush(fake: PushFake) {
  isSubscribed = fake.isSubscribed === true
  number = 1
  error = fake.error
  let { permission } = fake
  let asked = 0
  const { PushManager: original } = window
  const replaced = ['permission', 'requestPermission'].map(
    (name) => [name, Object.getOwnPropertyDescriptor(Notification, name)] as const,
  )
  if (fake.isSupported === false) Reflect.deleteProperty(window, 'PushManager')
  Object.defineProperty(Notification, 'permission', { configurable: true, get: () => permission })
  Object.defineProperty(Notification, 'requestPermission', {
    configurable: true,
    value: async () => {
      asked += 1
      permission = fake.answer ?? 'granted'
      return permission
    },
  })
  return {
    getAsked: () => asked,
    /** Changes the permission as in the settings of the browser, from which the user then returns. */
    setPermission: (next: NotificationPermission): void => {
      permission = next
      document.dispatchEvent(new Event('visibilitychange'))
    },
    /** Ends the subscription like a browser whose permission was taken back. The next one has another token. */
    drop: (): void => {
      isSubscribed = false
      number += 1
    },
    restore: (): void => {
      Object.assign(window, { PushManager: original })
      for (const [name, descriptor] of replaced)
        if (descriptor) Object.defineProperty(Notification, name, descriptor)
    },
  }
}
