import type { QueryClient, QueryKey, QueryState } from '@tanstack/react-query'
import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import {
  findNextEntry,
  isPending,
  isReplaced,
  type ChangeLog,
  type GetKey,
} from '../../core/sync/changeLog.js'
import type { ChangeQueue } from './changeQueue.js'
import { getQueryKey, type Read } from './queries.js'
import type { StoreContext } from './storeContext.js'
import { saveWithRetry } from './saveWithRetry.js'

/** The part of a store's options that sends changes. */
export interface SenderOptions<Data, Change> {
  /** The last part of the key in the query cache. */
  readonly resource: string
  readonly getKey: GetKey<Change>
  readonly apply: (data: Data, change: Change) => Data
  /** Adds what the host configures to the data, such as the catalog. */
  readonly transform?: (data: Data) => Data
  /** Returns whether the answer contains the change. */
  readonly wasApplied?: (data: Data, change: Change) => boolean
  readonly read: Read<Data>
  /** Sends changes and returns the new data. `shown` is the data when they were made. */
  readonly send: (changes: readonly Change[], shown: Data, options: RequestOptions) => Promise<Data>
  readonly onSaved: (changes: readonly Change[]) => void
}

const page = typeof window === 'undefined' ? undefined : window

/**
 * Creates a function that sends the waiting changes of a queue, one write at a time. Writes go on after the components that made them
 * unmount.
 */
export function createChangeSender<Data, Change>(
  { queryClient, userId, client, onError }: StoreContext,
  options: SenderOptions<Data, Change>,
  queue: ChangeQueue<Change>,
  getLastShown: () => Data,
): () => void {
  const { resource, getKey, apply, transform, wasApplied, onSaved } = options
  const queryKey = getQueryKey(client(), userId, resource)
  const answers = createAnswerCache<Data>(queryClient, queryKey)
  let isPageHiding = false

  function write(changes: readonly Change[]): Promise<Data> {
    const lastShown = getLastShown()
    return saveWithRetry<Data>({
      send: (request) => options.send(changes, lastShown, request),
      // Without the cache, whose reads are canceled when nothing subscribes.
      read: async (request) => {
        const data = await options.read(userId ?? '', request)
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

/** Creates a writer that puts answers to writes into the query cache, and reads again if the cache may be older than the service. */
function createAnswerCache<Data>(queryClient: QueryClient, queryKey: QueryKey) {
  /** The state of the cache after the last write or start. */
  let lastState: QueryState<Data> | undefined
  let needsRefetch = false
  const getState = () => queryClient.getQueryState<Data>(queryKey)

  /** A read that ended since the last write, or is still running, may hold newer data than the answer to the write. */
  function checkReads(): void {
    needsRefetch ||= getState() !== lastState
  }

  return {
    getState,
    /** Marks the start of a write. */
    start(): QueryState<Data> | undefined {
      lastState = getState()
      return lastState
    },
    /** Keeps an answer. */
    async keep(data: Data): Promise<void> {
      checkReads()
      // A read that started earlier would bring the old data back.
      await queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, data)
      lastState = getState()
    },
    /** Marks a failed write: unless the data was read back since `start`, the outcome is unknown. */
    fail(start: QueryState<Data> | undefined): void {
      checkReads()
      needsRefetch ||= lastState === start
    },
    /** Reads again where needed: at once if the data is shown, else when it is shown next. */
    settle(): void {
      if (needsRefetch) void queryClient.invalidateQueries({ queryKey })
      needsRefetch = false
    },
  }
}
