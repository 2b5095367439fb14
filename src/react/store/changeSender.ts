import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { findNextEntry, isPending, isReplaced, type ChangeLog } from '../../core/sync/changeLog.js'
import { createAnswerCache } from './answerCache.js'
import type { ChangeQueue } from './changeQueue.js'
import type { StoreOptions } from './storeOptions.js'
import { writeWithRetry } from './writeWithRetry.js'

const page = typeof window === 'undefined' ? undefined : window

/**
 * Creates a function that sends the waiting changes of a queue, one write at a time. Writes go on after the components that made them
 * unmount.
 */
export function createChangeSender<Data, Change>(
  options: StoreOptions<Data, Change>,
  queue: ChangeQueue<Change>,
  getLastShown: () => Data,
): () => void {
  const { queryClient, query, getKey, apply, transform, wasApplied, onSaved, onError } = options
  const answers = createAnswerCache<Data>(queryClient, query.queryKey)
  let isPageHiding = false

  function write(changes: readonly Change[]): Promise<Data> {
    const lastShown = getLastShown()
    return writeWithRetry<Data>({
      send: (request) => options.send(changes, lastShown, request),
      read: async (request) => {
        const data = await options.read(request)
        await answers.keep(data)
        return data
      },
      isApplied: (data) =>
        changes.every((change) => replaceEqualDeep(data, apply(data, change)) === data),
      isReplaced: () => isReplaced(queue.getLog(), changes, getKey),
    })
  }

  async function sendNext(): Promise<void> {
    const next = findNextEntry(queue.getLog())
    if (!next) return undefined
    await transmit([next])
    return sendNext()
  }

  /** Sends everything that waits in one request, since the page is being closed; what is added in the same task is sent at once. */
  function flush(): void {
    isPageHiding = true
    setTimeout(() => (isPageHiding = false))
    const waiting = queue.getLog().filter(({ state }) => state === 'waiting')
    if (waiting.length > 0) void transmit(waiting)
  }

  async function transmit(entries: ChangeLog<Change>): Promise<void> {
    const changes = entries.flatMap((entry) => entry.changes)
    for (const { id } of entries) queue.dispatch({ type: 'sending', id })
    const start = answers.start()
    try {
      const data = await write(changes)
      await answers.keep(data)
      const shown = transform ? transform(data) : data
      if (!changes.every((change) => wasApplied?.(shown, change) ?? true))
        throw new IdentikitError('conflict', 'The service answered without applying the change.')
      for (const { id } of entries) queue.save(id)
      onSaved(changes)
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      answers.fail(start)
      for (const { id } of entries) queue.fail(id, error)
      // The failure of a change that a newer one replaced is not reported.
      if (queue.getLog().some((entry) => entry.error === error)) onError(error)
    }
    if (queue.getLog().some(isPending)) return
    page?.removeEventListener('pagehide', flush)
    answers.settle()
  }

  return () => {
    page?.addEventListener('pagehide', flush)
    if (isPageHiding) flush()
    else void sendNext()
  }
}
