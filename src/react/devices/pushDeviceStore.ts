import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { createReadOnlyError } from '../../core/readOnly/readOnlyCapabilities.js'
import { perUserStore } from '../store/perUserStore.js'
import type { SaveResult, SaveStatus } from '../store/saveState.js'
import { getSessionEpoch } from '../store/sessionEpoch.js'
import type { Stores } from '../store/stores.js'
import { createValueStore } from '../store/valueStore.js'
import { getUserStore } from '../user/userStore.js'
import { getDeviceStore } from './deviceStore.js'
import {
  createNotReadyError,
  findRegistration,
  findSubscription,
  getSubscriptionToken,
  subscribe,
  unsubscribe,
  type PushDeviceOptions,
} from './pushBrowser.js'
import { getPushPermission, requestPushPermission } from './pushPermission.js'
import { getPushRecord } from './pushRecord.js'

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

/** The device that this browser registered before; `null` if it has none, and without a token where the service lists no devices. */
type Former = { readonly token: string | undefined } | null

/** Options of `check`. */
interface CheckOptions {
  /** Whether another subscription is registered in place of the one of before. @default true */
  readonly canReplace?: boolean
  /** Returns `false` once the check is of no use any more. @default () => true */
  readonly isCurrent?: () => boolean
}

/** Milliseconds for which the status is `saved`. */
const savedTime = 2000

/** Milliseconds for which the status waits for the service worker before it is `off`. */
const readyTime = 10_000

/** Returns the push subscription of this browser for a user. */
export const getPushDeviceStore = /* @__PURE__ */ perUserStore(createPushDeviceStore)

function createPushDeviceStore(stores: Stores) {
  const { userId, queryClient, isReadOnly, onError } = stores
  const devices = getDeviceStore(stores)
  const { user } = getUserStore(stores)
  const state = createValueStore(initial)
  /** The token that this browser registered for the user, so that a later one replaces it. */
  const record = getPushRecord(stores)
  let lastStep: Promise<unknown> = Promise.resolve()
  let calls = 0

  const patch = (next: Partial<PushDeviceState>) => state.set({ ...state.getSnapshot(), ...next })

  /** Runs a step after those before. */
  function enqueue<T>(step: () => Promise<T>): Promise<T> {
    const result = lastStep.then(step)
    lastStep = result.catch(() => {})
    return result
  }

  /** Returns the token that this browser registered; `null` if it was removed meanwhile or none was registered. */
  async function findFormer(): Promise<Former> {
    if (!record.isRecorded()) return null
    const listed = user.getSnapshot().data?.devices
    // Where the service lists no devices, only this browser knows.
    if (!listed) return { token: undefined }
    const token = await record.find(listed)
    return token === undefined ? null : { token }
  }

  /** Registers a token in place of the one that this browser registered before. */
  async function register(
    token: string,
    { channelId }: PushDeviceOptions,
    former: Former,
  ): Promise<SaveResult> {
    const device = { token, platform: 'web', ...(channelId !== undefined && { channelId }) }
    const result = await devices.change({ add: device })
    if (result.status === 'failed') return result
    await record.write(token)
    patch({ token, isOwn: true })
    if (former?.token !== undefined && former.token !== token)
      void devices.change({ remove: former.token })
    return result
  }

  /**
   * Reads the subscription. If the browser or another key replaced the one that was registered, the new one is registered in its place.
   * Asks the user nothing. With `canReplace` false, nothing is changed.
   */
  async function read(options: PushDeviceOptions, canReplace: boolean): Promise<void> {
    if (getPushPermission() !== 'granted') return void patch({ token: null, isOwn: false })
    const found = await findSubscription(options)
    const token = found && getSubscriptionToken(found)
    const isListed = user.getSnapshot().data?.devices?.some((device) => device.token === token)
    // The service worker may have registered it.
    if (token !== undefined && isListed) await record.write(token)
    const isOwn = token !== undefined && (await record.has(token))
    const former = isOwn || !canReplace || isReadOnly() ? null : await findFormer()
    if (!former) return void patch({ token: token ?? null, isOwn })
    const next = token ?? getSubscriptionToken(await subscribe(options))
    const result = await register(next, options, former)
    if (result.status === 'failed') patch({ token: next, isOwn: false })
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

  function failCheck(thrown: unknown): void {
    patch({ token: state.getSnapshot().token ?? null })
    onError(toIdentikitError(thrown))
  }

  /** Reads the subscription as soon as the service worker is ready, however late that is. Never rejects. */
  async function check(options: PushDeviceOptions, how: CheckOptions = {}): Promise<void> {
    const { canReplace = true, isCurrent = () => true } = how
    const fail = (thrown: unknown) => isCurrent() && failCheck(thrown)
    const timer = setTimeout(() => fail(createNotReadyError()), readyTime)
    try {
      // Before the queue, so that no change of the user waits for it.
      if (getPushPermission() === 'granted') await findRegistration(options)
      clearTimeout(timer)
      if (isCurrent()) await enqueue(() => read(options, canReplace))
    } catch (thrown) {
      clearTimeout(timer)
      fail(thrown)
    }
  }

  return {
    ...state,
    check,
    /** Reads the subscription again if another tab changed it. */
    handleStorage: ({ key }: StorageEvent, options: PushDeviceOptions): void => {
      // Replaces nothing: tabs with different keys would replace the subscription of each other without end.
      if (key === record.key) void check(options, { canReplace: false })
    },
    enable: (options: PushDeviceOptions): Promise<SaveResult> =>
      run(true, async () => {
        const epoch = getSessionEpoch(queryClient)
        // First, since browsers ask only in a click.
        const permission = await requestPushPermission()
        if (permission !== 'granted') return undefined
        start()
        return enqueue(async () => {
          const token = getSubscriptionToken(await subscribe(options))
          const former = await findFormer()
          // The user may answer the question after another one signed in.
          if (epoch === getSessionEpoch(queryClient)) return register(token, options, former)
          throw new IdentikitError('user-changed', 'The user changed before push was turned on.')
        })
      }),
    disable: (options: PushDeviceOptions): Promise<SaveResult> =>
      run(false, () => {
        start()
        return enqueue(async () => {
          const subscription = await findSubscription(options)
          // The browser may have ended the subscription since it was read.
          const token = subscription
            ? getSubscriptionToken(subscription)
            : state.getSnapshot().token
          const result = token ? await devices.change({ remove: token }) : saved
          if (result.status === 'failed') return result
          // Another user of the browser may have registered the same subscription.
          await unsubscribe(subscription)
          await record.write(undefined)
          patch({ token: null, isOwn: false })
          return result
        })
      }),
  }
}

const saved: SaveResult = { status: 'saved' }
