import { decodeVapidKey, isSameKey, toPushToken } from '../../core/devices/pushSubscription.js'
import { IdentikitError, isIdentikitError } from '../../core/errors.js'
import { settleWithin } from '../../core/sync/settleWithin.js'

/** How a page receives push messages. */
export interface PushDeviceOptions {
  /** The public VAPID key of your server, in base64url. A device with another key is subscribed again. */
  readonly vapidKey: string
  /**
   * The path of the service worker, which is registered when push is turned on, or a function that returns the registration of the one that
   * your app has already. If it isn't ready after 10 seconds, the status is `off`, and `enable` fails after 30.
   */
  readonly serviceWorker:
    | string
    | (() => Promise<ServiceWorkerRegistration> | ServiceWorkerRegistration)
  /** The channel of the service that the device belongs to, e.g. in Knock. */
  readonly channelId?: string | undefined
}

/** Milliseconds for the service worker to get ready, and for the browser and its push service to answer. */
const timeout = 30_000

/** Settles like a step, or rejects with an error after the limit. */
const limit = <T>(step: () => Promise<T>, late: () => IdentikitError) =>
  settleWithin(step, { timeout, late })

/** Creates the error of a service worker that doesn't get ready: `navigator.serviceWorker.ready` waits forever if a page registers none. */
export const createNotReadyError = (): IdentikitError =>
  new IdentikitError(
    'misuse',
    'usePushDevice: the service worker is not ready. Register it before `navigator.serviceWorker.ready` is awaited, or pass its path, and check that it can be installed.',
  )

const createNoAnswerError = () =>
  new IdentikitError('network', 'The browser or its push service did not answer.')

/** Returns the registration whose subscription counts, without registering anything. A function of the host may never settle. */
export async function findRegistration({ serviceWorker }: PushDeviceOptions) {
  if (typeof serviceWorker === 'function') return serviceWorker()
  const script = new URL(serviceWorker, document.baseURI)
  return navigator.serviceWorker.getRegistration(new URL('.', script).href)
}

/**
 * Returns the subscription of the browser; `undefined` if there is none, or if it has another key.
 * @throws IdentikitError `misuse` if the service worker isn't ready in time, `network` if the browser doesn't answer
 */
export async function findSubscription(
  options: PushDeviceOptions,
): Promise<PushSubscription | undefined> {
  const registration = await limit(() => findRegistration(options), createNotReadyError)
  if (!registration) return undefined
  const found = await limit(() => registration.pushManager.getSubscription(), createNoAnswerError)
  return found && hasKey(found, options) ? found : undefined
}

const hasKey = ({ options }: PushSubscription, { vapidKey }: PushDeviceOptions) =>
  isSameKey(options.applicationServerKey, decodeVapidKey(vapidKey))

/**
 * Subscribes the browser, or returns the subscription that it has for the key.
 * @throws IdentikitError `forbidden` without the permission, `network` if the push service of the browser can't be reached, `misuse` for an
 * invalid key, or if the service worker isn't ready in time
 */
export async function subscribe(options: PushDeviceOptions): Promise<PushSubscription> {
  const applicationServerKey = decodeVapidKey(options.vapidKey)
  try {
    const { pushManager } = await limit(() => register(options), createNotReadyError)
    return await limit(async () => {
      const former = await pushManager.getSubscription()
      if (former && hasKey(former, options)) return former
      // A browser has one subscription, and refuses another one with another key.
      await former?.unsubscribe()
      return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
    }, createNoAnswerError)
  } catch (thrown) {
    throw toPushError(thrown)
  }
}

/**
 * Ends a subscription.
 * @throws IdentikitError `network` if the browser doesn't answer
 */
export async function unsubscribe(subscription: PushSubscription | undefined): Promise<void> {
  await limit(async () => subscription?.unsubscribe(), createNoAnswerError)
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

/** Returns the token of a subscription. */
export const getSubscriptionToken = (subscription: PushSubscription): string =>
  toPushToken(subscription.toJSON())
