import { IdentikitError } from '../../core/errors.js'
import type { ChangeLog } from '../../core/sync/changeLog.js'
import type { ChangeQueue } from './changeQueue.js'
import {
  createChangeTransmitter,
  type SenderState,
  type TransmitterOptions,
} from './changeTransmitter.js'
import type { StoreContext } from './storeContext.js'

/** The most changes of one request, and the most characters of a request that outlives its page. */
const maxBatch = 150
const maxClosingLength = 20_000

/**
 * Creates a sender of the waiting changes of a queue. It sends one request at a time, except when the page closes and the service
 * follows the order of writes. It goes on after the components that made the changes unmount.
 */
export function createChangeSender<Data, Change>(
  context: StoreContext,
  options: TransmitterOptions<Data, Change>,
  queue: ChangeQueue<Change>,
  getShown: () => Data,
) {
  const { page } = context
  const shared: SenderState = {
    requests: 0,
    pausedUntil: 0,
    isLeaving: false,
    isEnded: false,
    wake: () => {},
  }
  const { transmit, settle, end, conclude, getDoubtful } = createChangeTransmitter(
    context,
    options,
    queue,
    getShown,
    shared,
  )
  /** The changes of requests that were sent when the page closed, which may still be answered. */
  const closing = new Set<number>()
  let isRunning = false

  const getWaiting = () => queue.getPending().filter(({ state }) => state === 'waiting')

  /** Sends what waits until nothing does. */
  async function run(): Promise<void> {
    if (isRunning) return shared.wake()
    isRunning = true
    const stops = [
      page.on('pagehide', leave),
      page.on('online', () => {
        // The time offline doesn't count for the retries.
        queue.patch(getWaiting(), () => ({ triedAt: undefined }))
        shared.wake()
      }),
      // The last event that a page on a phone receives: changes between two tries don't wait for the next one.
      page.on('hidden', () => {
        const delayed = getWaiting().filter(({ notBefore = 0 }) => notBefore < Infinity)
        queue.patch(delayed, () => ({ notBefore: 0 }))
        shared.wake()
      }),
    ]
    while (getWaiting().length > 0 || shared.requests > 0) {
      const isBlocked = shared.requests > 0 || !page.isOnline()
      const batch = isBlocked ? [] : takeBatch()
      if (batch.length > 0) await transmit(batch, shared.isEnded)
      else if (!isBlocked && getDoubtful().length > 0) await conclude()
      else await sleep(isBlocked ? Infinity : nextTry() - Date.now())
    }
    isRunning = false
    for (const stop of stops) stop()
    settle()
  }

  /** Returns whether changes would be lost if the page closed now and nothing were stored. */
  function wouldLose(): boolean {
    const { length } = queue.getPending()
    const isWaiting = shared.requests > 0 && !options.isOrdered() && getWaiting().length > 0
    return length > 0 && (!page.isOnline() || length > maxBatch || isWaiting)
  }

  /** Resolves after some milliseconds, or when something happens. */
  function sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds < Infinity ? setTimeout(resolve, milliseconds) : undefined
      shared.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const nextTry = () =>
    Math.max(shared.pausedUntil, Math.min(...getWaiting().map(({ notBefore = 0 }) => notBefore)))

  /** Returns the changes of the next request: new ones first, so that none waits for a setting that fails. */
  function takeBatch(): ChangeLog<Change> {
    const now = Date.now()
    const ready = getWaiting().filter(
      ({ notBefore = 0 }) => Math.max(notBefore, shared.pausedUntil) <= now,
    )
    const first = ready.find(({ isUnknown }) => !isUnknown) ?? ready[0]
    if (!first) return []
    return ready
      .filter(
        (entry) =>
          Boolean(entry.isUnknown) === Boolean(first.isUnknown) &&
          entry.group === first.group &&
          entry.order.writer === first.order.writer &&
          entry.order.turn === first.order.turn &&
          (options.isBatched === true || entry.update === first.update),
      )
      .slice(0, maxBatch)
  }

  /** Sends everything that is not answered in one request, since the page is being closed. What doesn't fit stays in the queue. */
  function leave(): void {
    shared.isLeaving = true
    setTimeout(() => (shared.isLeaving = false))
    if (!page.isOnline() || (shared.requests > 0 && !options.isOrdered())) return
    const pending = queue.getPending().filter(({ isRestored }) => !isRestored)
    const newest = [...new Map(pending.map((entry) => [entry.key, entry])).values()]
    // One request has one order, and another tab may have made choices between two turns.
    const last = pending.at(-1)?.order
    const unsent = newest.filter(
      ({ id, order }) =>
        order.turn === last?.turn && order.writer === last.writer && !closing.has(id),
    )
    let length = 0
    const batch = unsent.slice(-maxBatch).filter(({ change }) => {
      length += JSON.stringify(change).length
      return length <= maxClosingLength
    })
    if (batch.length === 0) return
    for (const { id } of batch) closing.add(id)
    void transmit(batch, true).then(() => batch.forEach(({ id }) => closing.delete(id)))
  }

  return {
    wouldLose,
    /** Sends what waits. */
    send(): void {
      if (shared.isLeaving) leave()
      void run()
    },
    /** Sends one last request: the user signed out. */
    end(): void {
      leave()
      // Without an order, what waits follows the request in flight.
      if (!page.isOnline() || options.isOrdered() || shared.requests === 0) {
        const message = 'The user signed out before this change was sent.'
        end(getWaiting(), new IdentikitError('network', message))
      }
      shared.isEnded = true
      shared.wake()
    },
    /** Accepts changes again after `end`. */
    resume(): void {
      shared.isEnded = false
    },
  }
}
