import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { WriteReport } from '../../core/requestOptions.js'
import type { ChangeEntry, ChangeLog } from '../../core/sync/changeLog.js'
import { getFailureKind, retryDelay } from '../../core/sync/retryPolicy.js'
import { createAnswerCache } from './answerCache.js'
import type { ChangeQueue } from './changeQueue.js'
import { getQueryKey, type Read } from './queries.js'
import { withTimeout } from './saveWithRetry.js'
import type { StoreContext } from './storeContext.js'

/** The part of a store's options that is about requests. */
export interface TransmitterOptions<Data, Change> {
  /** The last part of the key in the query cache. */
  readonly resource: string
  /** Returns the key of the setting that a change changes. */
  readonly getKey: (change: Change) => string
  /** Returns the name of the setting in `WriteReport.superseded`. @default `getKey` */
  readonly getOrderKey?: (change: Change) => string
  readonly apply: (data: Data, change: Change) => Data
  /** Returns whether the service follows the order of writes, so that one may be sent beside another. */
  readonly isOrdered: () => boolean
  /** Adds what the host configures to the data, such as the catalog. */
  readonly transform?: (data: Data) => Data
  /** Returns whether the answer contains the change. */
  readonly wasApplied?: (data: Data, change: Change) => boolean
  /** Returns the saved value of the setting that a change changes. */
  readonly getValue: (data: Data, change: Change) => unknown
  readonly read: Read<Data>
  /** Sends changes and returns the new data. `shown` is the data when they were made. */
  readonly send: (changes: readonly Change[], shown: Data, options: RequestOptions) => Promise<Data>
  readonly onSaved: (changes: readonly Change[]) => void
  /** Whether the changes of several updates may share a request, in which each has its own result. @default false */
  readonly isBatched?: boolean
}

/** The refusals that may be about one change of a request only. */
const divisible: readonly string[] = ['invalid', 'locked', 'unsupported', 'conflict']

const isOneOf = (values: readonly unknown[], value: unknown) =>
  values.some((item) => JSON.stringify(item) === JSON.stringify(value))

/** The state that the requests of one resource share with their queue. */
export interface SenderState {
  /** The requests in flight. */
  requests: number
  /** When the service accepts requests again, in milliseconds since 1970. */
  pausedUntil: number
  /** Whether the page is being closed. */
  isLeaving: boolean
  /** Whether the user signed out, so that nothing is tried again. */
  isEnded: boolean
  /** Continues the queue. */
  wake: () => void
}

/** Creates functions that send changes in one request, and end or return each to the queue. They never reject. */
export function createChangeTransmitter<Data, Change>(
  { queryClient, userId, client, page, recovery, onError }: StoreContext,
  options: TransmitterOptions<Data, Change>,
  queue: ChangeQueue<Change>,
  getShown: () => Data,
  state: SenderState,
) {
  type Entry = ChangeEntry<Change>
  type Entries = ChangeLog<Change>
  const { resource, getKey, getOrderKey = getKey, apply, transform, isOrdered, getValue } = options
  const answers = createAnswerCache(
    queryClient,
    getQueryKey(client(), userId, resource),
    recovery.refresh,
  )
  let lastGroup = 0

  /** Runs one request, and reads again after the last one where the cache may be older than the service. */
  async function request(run: (start: number) => Promise<void>): Promise<void> {
    state.requests += 1
    const start = answers.start()
    await run(start)
    answers.stop(start)
    state.requests -= 1
    state.wake()
    settle()
  }

  function settle(): void {
    if (queue.getPending().length === 0) answers.settle()
  }

  /** Sends changes. */
  async function transmit(batch: Entries, isClosing = false): Promise<void> {
    const now = Date.now()
    queue.patch(batch, ({ triedAt = now }) => ({ state: 'sending', triedAt }))
    await request(async (start) => {
      let rest = batch
      try {
        if (!isClosing && batch.some(mustVerify)) rest = await verify(batch, start)
        if (rest.length > 0) await write(rest, start, isClosing)
      } catch (thrown) {
        fail(rest, toIdentikitError(thrown))
      }
    })
  }

  /** Keeps the data that a request returns. It shows what became of the changes whose last try failed. */
  async function keepAnswer(
    start: number,
    run: (signal: AbortSignal) => Promise<Data>,
  ): Promise<Data> {
    const data = await withTimeout(run)
    await answers.keep(data, start)
    endDoubtful(data)
    return data
  }

  /** Reads the data back. Without the cache, whose reads are canceled when nothing subscribes. */
  const readBack = (start: number) =>
    keepAnswer(start, (signal) => options.read(userId ?? '', { signal }))

  async function write(batch: Entries, start: number, isClosing: boolean): Promise<void> {
    const changes = batch.map(({ change }) => change)
    const order = batch.map((entry) => entry.order).reduce((a, b) => (a.seq > b.seq ? a : b))
    let report: WriteReport = {}
    const onReport = (received: WriteReport) => (report = received)
    const data = await keepAnswer(start, (signal) =>
      options.send(changes, getShown(), {
        signal,
        keepalive: true,
        closing: isClosing,
        order,
        onReport,
      }),
    )
    const shown = transform ? transform(data) : data
    const lost = new IdentikitError('conflict', 'The service answered without applying the change.')
    const saved: Entry[] = []
    for (const [index, entry] of batch.entries()) {
      const { change } = entry
      const error = report.refused?.find((refused) => refused.index === index)?.error
      const isSuperseded = report.superseded?.includes(getOrderKey(change))
      if (error) end([entry], error)
      // A repeat of a part of a request is older than the whole request, which the service may have done.
      else if (isSuperseded && !isHeld(data, entry)) queue.patch([entry], () => undefined)
      else if (isSuperseded || (options.wasApplied?.(shown, change) ?? true)) saved.push(entry)
      else end([entry], lost)
    }
    end(saved)
  }

  function end(entries: Entries, error?: IdentikitError): void {
    const ended = queue.end(entries, error).map(({ change }) => change)
    // The failure of a change that a newer one replaced is not reported.
    if (error && queue.getLog().some((entry) => entry.error === error)) onError(error)
    if (!error && ended.length > 0) options.onSaved(ended)
  }

  /** Returns whether a change must not be sent before a read: a repeat where the service has no order, and what an earlier page left. */
  const mustVerify = ({ isRestored, isUnknown }: Entry) =>
    isRestored === true || (isUnknown === true && !isOrdered())

  const isHeld = (data: Data, { change }: Entry) =>
    replaceEqualDeep(data, apply(data, change)) === data

  /**
   * Ends the changes that the service has, and those that were made before the service got another value. Returns the others. Where the
   * service follows the order of writes, it also gets what it has, since an older write that arrives later must not replace it.
   */
  async function verify(batch: Entries, start: number): Promise<Entries> {
    const data = await readBack(start)
    const missing = batch.filter((entry) => isOrdered() || !isHeld(data, entry))
    const outdated = missing.filter(
      (entry) =>
        entry.isRestored &&
        !isHeld(data, entry) &&
        !isOneOf(entry.seen, getValue(data, entry.change)),
    )
    end(batch.filter((entry) => !missing.includes(entry)))
    const message = 'The setting was changed elsewhere before this change was sent.'
    end(outdated, new IdentikitError('conflict', message))
    const rest = missing.filter((entry) => !outdated.includes(entry))
    queue.patch(rest, () => ({ isUnknown: false, isRestored: false }))
    return rest
  }

  function fail(batch: Entries, error: IdentikitError): void {
    const entries = queue.getPending().filter(({ id }) => batch.some((entry) => entry.id === id))
    const kind = getFailureKind(error)
    const isRefused = kind === 'refused' && divisible.includes(error.code)
    if (isRefused && entries.length > 1 && options.isBatched) return divide(entries, batch, error)
    const isUnknown = kind === 'unknown' || kind === 'failed'
    // A page that is closing fails its requests, too. Such a failure is no answer of the service.
    const isInterrupted = !page.isOnline() || state.isLeaving
    if (isInterrupted && !state.isEnded && kind === 'unknown')
      return queue.patch(entries, () => ({ state: 'waiting', isUnknown }))

    endFailed(entries.filter((entry) => entry.error))
    const unfinished = entries.filter((entry) => !entry.error)
    const now = Date.now()
    const random = Math.random()
    const getDelay = ({ tries = 0, triedAt = now }: Entry) =>
      state.isEnded
        ? undefined
        : retryDelay(error, { tries: tries + 1, elapsed: now - triedAt, random })
    const isExhausted = unfinished.some((entry) => getDelay(entry) === undefined)
    // Changes that fail together are reported together, instead of one after the other.
    const isLast = (entry: Entry) =>
      getDelay(entry) === undefined || (isExhausted && entry.tries !== undefined)
    const again = unfinished.filter((entry) => !isLast(entry))
    if (again.length > 0 && error.retryAfter) state.pausedUntil = now + error.retryAfter
    queue.patch(again, (entry) => ({
      state: 'waiting',
      tries: (entry.tries ?? 0) + 1,
      notBefore: now + (getDelay(entry) ?? 0),
      isUnknown: isUnknown || entry.isUnknown,
    }))
    const last = unfinished.filter(isLast)
    if (!isUnknown && !last.some((entry) => entry.isUnknown)) return end(last, error)
    // Pending, but no longer in flight: other changes are sent first, since their answers show it as well.
    queue.patch(last, () => ({ state: 'waiting', notBefore: Infinity, error }))
  }

  /** Returns the changes whose last try failed, while the service may have them. */
  const getDoubtful = () =>
    queue.getPending().filter(({ error, notBefore }) => error && notBefore === Infinity)

  /** Ends changes with the error of their last try. */
  function endFailed(entries: Entries): void {
    for (const error of new Set(entries.map((entry) => entry.error)))
      end(
        entries.filter((entry) => entry.error === error),
        error,
      )
  }

  /**
   * Ends the changes whose last try failed, except those that the service has all the same. These are saved. Where the service follows the
   * order of writes, they are sent once more: an earlier write may have set the value, and another one may still arrive and replace it,
   * which only the answer to a later write excludes.
   */
  function endDoubtful(data?: Data): void {
    const held = getDoubtful().filter((entry) => data !== undefined && isHeld(data, entry))
    if (isOrdered()) queue.patch(held, () => ({ notBefore: 0 }))
    else end(held)
    endFailed(getDoubtful())
  }

  /** Reads the data back for the changes whose last try failed. */
  const conclude = () =>
    request(async (start) => {
      if (!state.isEnded) await readBack(start).catch(() => undefined)
      endDoubtful()
    })

  /** Finds the changes that the service refuses: those that the error names, or by sending each half of the request. */
  function divide(entries: Entries, batch: Entries, error: IdentikitError): void {
    const names = Object.keys(error.fields ?? {}).join(' ')
    const named = entries.filter(({ id }) =>
      names.includes(`changes[${batch.findIndex((entry) => entry.id === id)}]`),
    )
    const others = entries.filter((entry) => !named.includes(entry))
    const half = Math.ceil(entries.length / 2)
    const first = (lastGroup += 2)
    queue.patch(others, (entry) => ({
      state: 'waiting',
      group: named.length > 0 ? entry.group : first + Number(entries.indexOf(entry) >= half),
    }))
    end(named, error)
  }

  return { transmit, settle, end, conclude, getDoubtful }
}
