import { IdentikitError } from '../../core/errors.js'
import type { WriteOrder } from '../../core/requestOptions.js'
import { dropUnsupported } from '../../core/user/dropUnsupported.js'
import type { UserPatch } from '../../core/user/user.js'
import type { Page } from '../store/page.js'
import { withTimeout } from '../store/saveWithRetry.js'
import type { StoreContext } from '../store/storeContext.js'
import { addDetected, type DetectDevice } from './detectDevice.js'
import { mergeContents, type IdentifyContent } from './identifyContent.js'
import { createIdentifySender } from './identifySender.js'
import { sendIdentify, type IdentifyContext, type IdentifyOutcome } from './sendIdentify.js'
import { sendWithoutRefused } from './withoutRefused.js'

/** One identify call. */
export interface IdentifyCall extends IdentifyContent {
  /** Equal for calls with equal content. */
  readonly key: string
  readonly detect: DetectDevice
  readonly isDropping: boolean
  readonly order: WriteOrder
  readonly context: IdentifyContext & Pick<StoreContext, 'onError'>
}

interface QueuedCall extends IdentifyCall {
  readonly result: Promise<IdentifyOutcome>
  readonly resolve: (outcome: IdentifyOutcome) => void
  /** The patch with the data of the device, once that is known. */
  detected?: UserPatch
}

/**
 * Creates the queue of one user's identify calls. It sends one request at a time, in the order of the calls, and nothing of it is stored in
 * the browser, since it contains profile data.
 */
export function createIdentifyQueue(id: string, page: Page, isDeleted: () => boolean) {
  let calls: readonly QueuedCall[] = []
  let isWorking = false
  /** The attempt to save the first call, with all its tries. */
  let attempt: Promise<unknown> = Promise.resolve()
  /** The request that contains all calls, since the page is being closed or the session ended. */
  let closing: Promise<void> | undefined
  const isClosing = () => closing !== undefined
  const sender = createIdentifySender(page, () => isClosing() || isDeleted())

  function add(call: IdentifyCall): Promise<IdentifyOutcome> {
    const last = calls.at(-1)
    if (last?.key === call.key) return last.result
    let resolve: QueuedCall['resolve'] | undefined
    const result = new Promise<IdentifyOutcome>((resolved) => (resolve = resolved))
    calls = [...calls, { ...call, result, resolve: (outcome) => resolve?.(outcome) }]
    if (!isWorking) void work()
    return result
  }

  async function work(): Promise<void> {
    isWorking = true
    const stops = [page.on('pagehide', close), page.on('offline', sender.pause)]
    for (let [call] = calls; call; [call] = calls) {
      await whenOnline(page)
      await closing
      if (call !== calls[0] || isClosing()) continue
      const saving = save(call)
      attempt = saving
      const outcome = await saving
      // The request that contains all calls may save what failed.
      if (outcome && !(outcome.status === 'failed' && isClosing())) settle(call, outcome)
    }
    for (const stop of stops) stop()
    isWorking = false
  }

  /** Returns how a call ended, or `undefined` if it was paused. */
  async function save(call: QueuedCall): Promise<IdentifyOutcome | undefined> {
    const { context, detect, order } = call
    if (isDeleted()) return { status: 'failed', error: deleted() }
    if (detect) call.detected ??= await addDetected(context.client(), id, call.patch, detect)
    if (isClosing()) return undefined
    return sendWithoutRefused(
      () => toContent([call]),
      (content) =>
        sender.send((options) => sendIdentify(context, id, content, { ...options, order })),
    )
  }

  function settle(call: QueuedCall, outcome: IdentifyOutcome): void {
    if (!calls.includes(call)) return
    calls = calls.filter((other) => other !== call)
    if ('error' in outcome) call.context.onError(outcome.error)
    call.resolve(outcome)
  }

  /** Sends everything that is unsettled in one request, since the page is being closed. */
  function close(): void {
    if (isClosing() || isDeleted() || (sender.isInFlight() && !isOrdered(calls))) return
    startClosing(sendMerged(false))
  }

  /** Sends everything that is unsettled in one last request, since another user signed in. */
  function end(): void {
    if (calls.length > 0) startClosing(sendLast(closing))
  }

  async function sendLast(before: Promise<void> | undefined): Promise<void> {
    await before
    if (!isOrdered(calls)) await attempt
    await sendMerged(true)
  }

  function startClosing(request: Promise<void>): void {
    const current = request.then(() => {
      if (closing === current) closing = undefined
      return undefined
    })
    closing = current
    sender.pause()
  }

  async function sendMerged(isLast: boolean): Promise<void> {
    const merged = calls
    const last = merged.at(-1)
    if (!last) return
    const outcome = await sendWithoutRefused(
      () => toContent(merged),
      (content) =>
        withTimeout((signal) => {
          const options = { signal, keepalive: true, closing: true, order: last.order }
          return sendIdentify(last.context, id, content, options)
        }),
    )
    // Anything else is sent again by call, so that each gets its own result.
    if (!isLast && outcome.status !== 'saved') return
    for (const call of merged) settle(call, outcome)
  }

  return {
    add,
    end,
    /** Ends the tries of the current call, if it must not be saved. */
    pause: sender.pause,
    /** Resolves when every call has ended, including those that are added meanwhile. */
    async settled(): Promise<void> {
      while (calls.length > 0) await Promise.all(calls.map(({ result }) => result))
    },
  }
}

/** Returns the content of calls as far as their service supports it; that of one call is unchanged. */
function toContent(calls: readonly QueuedCall[]): IdentifyContent {
  const contents = calls.map(({ patch, detected = patch, preferences, isDropping, context }) => {
    const fields = isDropping ? context.client().capabilities?.fields : undefined
    return { patch: dropUnsupported(detected, fields), preferences }
  })
  const [first, ...others] = contents
  if (first && others.length === 0) return first
  return mergeContents(contents, calls.at(-1)?.context.client().capabilities?.traits)
}

/** Returns whether a request may be sent beside one in flight. */
function isOrdered(calls: readonly QueuedCall[]): boolean {
  return calls.at(-1)?.context.client().capabilities?.order === true
}

function whenOnline(page: Page): Promise<void> | undefined {
  if (page.isOnline()) return undefined
  return new Promise((resolve) => {
    const stop = page.on('online', () => {
      stop()
      resolve()
    })
  })
}

function deleted(): IdentikitError {
  return new IdentikitError('not-found', 'This user deleted their account in this session.')
}
