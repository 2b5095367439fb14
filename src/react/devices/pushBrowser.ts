import { decodeVapidKey, isSameKey, toPushToken } from '../../core/devices/pushSubscription.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { settleWithin } from '../../core/sync/settleWithin.js'

/** How a page receives push messages. */
export interface PushDeviceOptions {
  /** The public VAPID key of your server, in base64url. A device with another key is subscribed again. */
  readonly vapidKey: string
  /**
   * The path of the service worker, which is registered when push is turned on, or a function that returns the registration of the one that
   * your app has already.
   */
  readonly serviceWorker:
    | string
    | (() => Promise<ServiceWorkerRegistration> | ServiceWorkerRegistration)
  /** The channel of the service that the device belongs to, e.g. in Knock. */
  readonly channelId?: string | undefined
}

/** Milliseconds for the browser and its push service to answer. */
const timeout = 30_000

/** Returns the registration whose subscription counts, without registering anything. */
async function findRegistration({ serviceWorker }: PushDeviceOptions) {
  if (typeof serviceWorker === 'function') return serviceWorker()
  const script = new URL(serviceWorker, document.baseURI)
  return navigator.serviceWorker.getRegistration(new URL('.', script).href)
}

/** Returns the subscription of the browser; `undefined` if there is none, or if it has another key. */
export async function findSubscription(
  options: PushDeviceOptions,
): Promise<PushSubscription | undefined> {
  const registration = await findRegistration(options)
  const subscription = (await registration?.pushManager.getSubscription()) ?? undefined
  return subscription && hasKey(subscription, options) ? subscription : undefined
}

const hasKey = ({ options }: PushSubscription, { vapidKey }: PushDeviceOptions) =>
  isSameKey(options.applicationServerKey, decodeVapidKey(vapidKey))

/**
 * Subscribes the browser, or returns the subscription that it has for the key.
 * @throws IdentikitError `forbidden` without the permission, `network` if the push service of the browser can't be reached, `misuse` for an
 * invalid key
 */
export async function subscribe(options: PushDeviceOptions): Promise<PushSubscription> {
  const applicationServerKey = decodeVapidKey(options.vapidKey)
  try {
    return await settleWithin(
      async () => {
        const { pushManager } = await register(options)
        const former = await pushManager.getSubscription()
        if (former && hasKey(former, options)) return former
        // A browser has one subscription, and refuses another one with another key.
        await former?.unsubscribe()
        return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
      },
      { timeout, late: () => new IdentikitError('network', 'The push service did not answer.') },
    )
  } catch (thrown) {
    throw toPushError(thrown)
  }
}

/** Returns the registration of a service worker that is active: no other can subscribe. */
async function register({ serviceWorker }: PushDeviceOptions): Promise<ServiceWorkerRegistration> {
  const registration = await (typeof serviceWorker === 'function'
    ? serviceWorker()
    : navigator.serviceWorker.register(serviceWorker))
  const worker = registration.installing ?? registration.waiting
  if (registration.active || !worker) return registration
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve()
      if (worker.state === 'redundant')
        reject(new IdentikitError('service', 'The service worker could not be installed.'))
    })
  })
  return registration
}

const codes = { NotAllowedError: 'forbidden', AbortError: 'network' } as const

function toPushError(thrown: unknown): IdentikitError {
  if (isIdentikitError(thrown)) return thrown
  const { name = '' } = Object(thrown) as Partial<Error>
  const code = Object.hasOwn(codes, name) ? codes[name as keyof typeof codes] : 'service'
  return new IdentikitError(code, 'The browser could not subscribe to push messages.', {
    cause: thrown,
  })
}

/** Returns a hash of a token, which can be stored: a token itself lets its owner send messages. */
export async function hashToken(token: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Returns the token of a subscription. */
export const getSubscriptionToken = (subscription: PushSubscription): string =>
  toPushToken(subscription.toJSON())
