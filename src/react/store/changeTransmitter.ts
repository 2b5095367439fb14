import type { RequestOptions } from '../../core/adapter.js'
import { IdentikitError, toIdentikitError } from '../../core/errors.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import type { WriteReport } from '../../core/requestOptions.js'
import {
  isPending,
  type ChangeEntry,
  type ChangeLog,
  type EntryPatch,
} from '../../core/sync/changeLog.js'
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

/** Creates a function that sends changes in one request, and ends or returns each to the queue. It never rejects. */
export function createChangeTransmitter<Data, Change>(
  { queryClient, userId, client, page, onError }: StoreContext,
  options: TransmitterOptions<Data, Change>,
  queue: ChangeQueue<Change>,
  getShown: () => Data,
  state: SenderState,
) {
  type Entry = ChangeEntry<Change>
  type Entries = ChangeLog<Change>
  const { resource, getKey, getOrderKey = getKey, apply, transform } = options
  const answers = createAnswerCache(queryClient, getQueryKey(client(), userId, resource))
  /** The changes whose last try failed, while the service may have them. */
  const doubtful: { readonly entries: Entries; readonly error: IdentikitError }[] = []
  let lastGroup = 0

  const patchAll = (entries: Entries, toPatch: (entry: Entry) => EntryPatch) =>
    queue.patch(new Map(entries.map((entry) => [entry.id, toPatch(entry)])))

  async function transmit(batch: Entries, isClosing = false): Promise<void> {
    const now = Date.now()
    state.requests += 1
    patchAll(batch, ({ triedAt = now }) => ({ state: 'sending', triedAt }))
    const start = answers.start()
    let rest = batch
    try {
      if (!isClosing && batch.some(mustVerify)) rest = await verify(batch, start)
      if (rest.length > 0) await write(rest, start, isClosing)
    } catch (thrown) {
      fail(rest, toIdentikitError(thrown))
    }
    answers.stop(start)
    state.requests -= 1
    state.wake()
    settle()
  }

  /** Reads again after everything ended, where the cache may be older than the service. */
  function settle(): void {
    if (!queue.getLog().some(isPending)) answers.settle()
  }

  async function write(batch: Entries, start: number, isClosing: boolean): Promise<void> {
    const changes = batch.map(({ change }) => change)
    const order = batch.map((entry) => entry.order).reduce((a, b) => (a.seq > b.seq ? a : b))
    let report: WriteReport = {}
    const data = await withTimeout((signal) =>
      options.send(changes, getShown(), {
        signal,
        keepalive: true,
        closing: isClosing,
        order,
        onReport: (received) => (report = received),
      }),
    )
    await answers.keep(data, start)
    endDoubtful(data)
    const shown = transform ? transform(data) : data
    const refused = new Map(report.refused?.map(({ index, error }) => [index, error]))
    const lost = new IdentikitError('conflict', 'The service answered without applying the change.')
    const saved: Entry[] = []
    batch.forEach((entry, index) => {
      const error = refused.get(index)
      if (error) return end([entry], error)
      const isSuperseded = report.superseded?.includes(getOrderKey(entry.change)) === true
      // A repeat of a part of a request is older than the whole request, which the service may have done.
      if (isSuperseded && !isHeld(data, entry)) return queue.remove([entry])
      if (isSuperseded || (options.wasApplied?.(shown, entry.change) ?? true))
        return void saved.push(entry)
      return end([entry], lost)
    })
    end(saved)
  }

  function end(entries: Entries, error?: IdentikitError): void {
    const ended = queue.end(entries, error).map(({ change }) => change)
    if (!error) {
      if (ended.length > 0) options.onSaved(ended)
      return
    }
    // The failure of a change that a newer one replaced is not reported.
    if (queue.getLog().some((entry) => entry.error === error)) onError(error)
  }

  /** Reads the data back. Without the cache, whose reads are canceled when nothing subscribes. */
  async function readBack(start: number): Promise<Data> {
    const data = await withTimeout((signal) => options.read(userId ?? '', { signal }))
    await answers.keep(data, start)
    return data
  }

  /** Returns whether a change must not be sent before a read: a repeat where the service has no order, and what an earlier page left. */
  const mustVerify = ({ isRestored, isUnknown }: Entry) =>
    isRestored === true || (isUnknown === true && !options.isOrdered())

  const isHeld = (data: Data, { change }: Entry) =>
    replaceEqualDeep(data, apply(data, change)) === data

  /**
   * Returns whether the data shows that a change was done. Where the value is the one from before the change, it doesn't: an earlier write
   * of the setting may still arrive, and only a write with a later order keeps it out.
   */
  const isApplied = (data: Data, entry: Entry) =>
    isHeld(data, entry) &&
    !(options.isOrdered() && isOneOf(entry.seen.slice(0, 1), options.getValue(data, entry.change)))

  /**
   * Ends the changes that the service has, and those that were made before the service got another value. Returns the others. Where the
   * service follows the order of writes, it also gets what it has, since an older write that arrives later must not replace it.
   */
  async function verify(batch: Entries, start: number): Promise<Entries> {
    const data = await readBack(start)
    endDoubtful(data)
    const missing = batch.filter((entry) => options.isOrdered() || !isHeld(data, entry))
    const outdated = missing.filter(
      (entry) =>
        entry.isRestored &&
        !isHeld(data, entry) &&
        !isOneOf(entry.seen, options.getValue(data, entry.change)),
    )
    end(batch.filter((entry) => !missing.includes(entry)))
    if (outdated.length > 0) {
      const message = 'The setting was changed elsewhere before this change was sent.'
      end(outdated, new IdentikitError('conflict', message))
    }
    const rest = missing.filter((entry) => !outdated.includes(entry))
    patchAll(rest, () => ({ isUnknown: false, isRestored: false }))
    return rest
  }

  function fail(batch: Entries, error: IdentikitError): void {
    const pending = new Map(
      queue
        .getLog()
        .filter(isPending)
        .map((entry) => [entry.id, entry]),
    )
    const entries = batch.flatMap(({ id }) => pending.get(id) ?? [])
    const kind = getFailureKind(error)
    if (
      kind === 'refused' &&
      divisible.includes(error.code) &&
      entries.length > 1 &&
      options.isBatched
    )
      return divide(entries, batch, error)
    const isUnknown = kind === 'unknown' || kind === 'failed'
    // A page that is closing fails its requests, too. Such a failure is no answer of the service.
    const isInterrupted = !page.isOnline() || state.isLeaving
    if (isInterrupted && !state.isEnded && kind === 'unknown')
      return patchAll(entries, () => ({ state: 'waiting', isUnknown }))

    const now = Date.now()
    const random = Math.random()
    const delays = new Map(
      entries.map(({ id, tries = 0, triedAt = now }) => [
        id,
        state.isEnded
          ? undefined
          : retryDelay(error, { tries: tries + 1, elapsed: now - triedAt, random }),
      ]),
    )
    const isExhausted = [...delays.values()].includes(undefined)
    // Changes that fail together are reported together, instead of one after the other.
    const isLast = ({ id, tries = 0 }: Entry) =>
      delays.get(id) === undefined || (isExhausted && tries > 0)
    const again = entries.filter((entry) => !isLast(entry))
    if (again.length > 0 && error.retryAfter) state.pausedUntil = now + error.retryAfter
    patchAll(again, ({ id, tries = 0, isUnknown: wasUnknown }) => ({
      state: 'waiting',
      tries: tries + 1,
      notBefore: now + (delays.get(id) ?? 0),
      isUnknown: isUnknown || wasUnknown,
    }))
    const last = entries.filter(isLast)
    const isDoubtful = isUnknown || last.some((entry) => entry.isUnknown)
    if (!isDoubtful || last.length === 0) return end(last, error)
    // Pending, but no longer in flight: other changes are sent first, since their answers show it as well.
    patchAll(last, () => ({ state: 'waiting', notBefore: Infinity }))
    doubtful.push({ entries: last, error })
  }

  /** Ends the changes whose last try failed: they are saved where the service has them all the same. */
  function endDoubtful(data: Data | undefined): void {
    for (const { entries, error } of doubtful.splice(0)) {
      const saved = data === undefined ? [] : entries.filter((entry) => isApplied(data, entry))
      const failed = entries.filter((entry) => !saved.includes(entry))
      end(saved)
      end(failed, error)
    }
  }

  /** Reads the data back for the changes whose last try failed. */
  async function conclude(): Promise<void> {
    state.requests += 1
    const start = answers.start()
    endDoubtful(state.isEnded ? undefined : await readBack(start).catch(() => undefined))
    answers.stop(start)
    state.requests -= 1
    settle()
  }

  /** Finds the changes that the service refuses: those that the error names, or by sending each half of the request. */
  function divide(entries: Entries, batch: Entries, error: IdentikitError): void {
    const names = Object.keys(error.fields ?? {}).join(' ')
    const named = entries.filter(({ id }) =>
      names.includes(`changes[${batch.findIndex((entry) => entry.id === id)}]`),
    )
    const others = entries.filter((entry) => !named.includes(entry))
    const first = (lastGroup += 2)
    const isFirst = new Set(entries.slice(0, Math.ceil(entries.length / 2)))
    patchAll(others, (entry) => ({
      state: 'waiting',
      group: named.length > 0 ? entry.group : isFirst.has(entry) ? first : first + 1,
    }))
    end(named, error)
  }

  return { transmit, settle, end, conclude, hasDoubtful: () => doubtful.length > 0 }
}
