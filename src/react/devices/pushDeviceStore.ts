import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { createReadOnlyError } from '../../core/readOnly/readOnlyCapabilities.js'
import { readStored, writeStored } from '../environment/readStored.js'
import { perUserStore } from '../store/perUserStore.js'
import type { SaveResult, SaveStatus } from '../store/saveState.js'
import type { Stores } from '../store/stores.js'
import { createValueStore } from '../store/valueStore.js'
import { getUserKey } from '../store/writer.js'
import { getUserStore } from '../user/userStore.js'
import { getDeviceStore } from './deviceStore.js'
import {
  findSubscription,
  getSubscriptionToken,
  hashToken,
  subscribe,
  type PushDeviceOptions,
} from './pushBrowser.js'
import { getPushPermission, requestPushPermission } from './pushPermission.js'

/** The subscription of this browser for one user. */
interface PushDeviceState {
  /** The token of the browser's subscription; `null` if there is none, `undefined` until it was read. */
  readonly token: string | null | undefined
  /** Whether this browser registered the token for the user. */
  readonly isOwn: boolean
  /** What the last call is to lead to. */
  readonly wanted: boolean
  readonly saveStatus: SaveStatus
  readonly saveError: IdentikitError | undefined
}

const initial: PushDeviceState = {
  token: undefined,
  isOwn: false,
  wanted: false,
  saveStatus: 'idle',
  saveError: undefined,
}

/** Milliseconds for which the status is `saved`. */
const savedTime = 2000

/** Returns the push subscription of this browser for a user. */
export const getPushDeviceStore = /* @__PURE__ */ perUserStore(createPushDeviceStore)

function createPushDeviceStore(stores: Stores) {
  const { page, client, userId, isReadOnly, onError } = stores
  const devices = getDeviceStore(stores)
  const { user } = getUserStore(stores)
  const state = createValueStore(initial)
  /** The hash of the token that this browser registered for the user, so that a later one replaces it. */
  const recordKey = userId ? `identikit:push:${getUserKey(client().id, userId)}` : undefined
  let lastStep: Promise<unknown> = Promise.resolve()
  let calls = 0

  const patch = (next: Partial<PushDeviceState>) => state.set({ ...state.getSnapshot(), ...next })
  const readRecord = () => recordKey && readStored(page, recordKey)
  const record = (hash: string | undefined) => recordKey && writeStored(page, recordKey, hash)

  /** Runs a step after those before. */
  function enqueue<T>(step: () => Promise<T>): Promise<T> {
    const result = lastStep.then(step)
    lastStep = result.catch(() => {})
    return result
  }

  /** Returns the token that this browser registered; `null` if it was removed meanwhile or none was registered. */
  async function findFormer(): Promise<{ readonly token: string | undefined } | null> {
    const hash = readRecord()
    if (hash === undefined) return null
    const listed = user.getSnapshot().data?.devices
    // Where the service lists no devices, only this browser knows.
    if (!listed) return { token: undefined }
    for (const { token } of listed) if ((await hashToken(token)) === hash) return { token }
    return null
  }

  /** Registers a token and remembers it. */
  async function add(token: string, { channelId }: PushDeviceOptions): Promise<SaveResult> {
    const device = { token, platform: 'web', ...(channelId !== undefined && { channelId }) }
    const result = await devices.change({ add: device })
    if (result.status === 'failed') return result
    record(await hashToken(token))
    patch({ token, isOwn: true })
    return result
  }

  /**
   * Reads the subscription. If the browser or another key replaced the one that was registered, the new one is registered in its place.
   * Asks the user nothing.
   */
  async function read(options: PushDeviceOptions): Promise<void> {
    if (getPushPermission() !== 'granted') return void patch({ token: null, isOwn: false })
    const found = await findSubscription(options)
    const token = found && getSubscriptionToken(found)
    const hash = token === undefined ? undefined : await hashToken(token)
    const isListed = user.getSnapshot().data?.devices?.some((device) => device.token === token)
    // The service worker may have registered it.
    if (hash !== undefined && isListed) record(hash)
    const isOwn = hash !== undefined && readRecord() === hash
    if (isOwn || isReadOnly()) return void patch({ token: token ?? null, isOwn })
    const former = await findFormer()
    if (!former) return void patch({ token: token ?? null, isOwn: false })
    const next = token ?? getSubscriptionToken(await subscribe(options))
    const result = await add(next, options)
    if (result.status === 'failed') return void patch({ token: next, isOwn: false })
    if (former.token !== undefined && former.token !== next)
      await devices.change({ remove: former.token })
  }

  /** Runs a change of the user, and shows how it goes. */
  async function run(
    wanted: boolean,
    step: () => Promise<SaveResult | undefined>,
  ): Promise<SaveResult> {
    const call = ++calls
    const fail = (error: IdentikitError): SaveResult => {
      if (call === calls) patch({ saveStatus: 'failed', saveError: error })
      return { status: 'failed', error }
    }
    try {
      if (isReadOnly()) throw createReadOnlyError()
      if (!userId) throw new IdentikitError('not-loaded', 'No user is signed in.')
      patch({ wanted })
      const result = await step()
      if (!result) {
        if (call === calls) patch({ saveStatus: 'idle', saveError: undefined })
        const text = 'The user or the browser did not permit notifications.'
        return { status: 'failed', error: new IdentikitError('forbidden', text) }
      }
      // The device list has reported the error.
      if (result.status === 'failed') return fail(result.error)
      if (call !== calls) return { status: 'replaced' }
      patch({ saveStatus: 'saved', saveError: undefined })
      setTimeout(() => call === calls && patch({ saveStatus: 'idle' }), savedTime)
      return result
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      onError(error)
      return fail(error)
    }
  }

  const start = () => patch({ saveStatus: 'saving', saveError: undefined })

  return {
    ...state,
    check: (options: PushDeviceOptions): Promise<void> =>
      enqueue(() => read(options)).catch((thrown: unknown) => {
        patch({ token: state.getSnapshot().token ?? null })
        onError(toIdentikitError(thrown))
      }),
    enable: (options: PushDeviceOptions): Promise<SaveResult> =>
      run(true, async () => {
        // First, since browsers ask only in a click.
        const permission = await requestPushPermission()
        if (permission !== 'granted') return undefined
        start()
        return enqueue(async () => add(getSubscriptionToken(await subscribe(options)), options))
      }),
    disable: (options: PushDeviceOptions): Promise<SaveResult> =>
      run(false, () => {
        start()
        return enqueue(async () => {
          const subscription = await findSubscription(options)
          const token = subscription ? getSubscriptionToken(subscription) : undefined
          const result = token ? await devices.change({ remove: token }) : saved
          if (result.status === 'failed') return result
          // Another user of the browser may have registered the same subscription.
          await subscription?.unsubscribe()
          record(undefined)
          patch({ token: null, isOwn: false })
          return result
        })
      }),
  }
}

const saved: SaveResult = { status: 'saved' }
