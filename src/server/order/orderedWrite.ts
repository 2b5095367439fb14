import { untilAbort } from '../../core/bulk/sleep.js'
import { toIdentikitError, type IdentikitError } from '../../core/errors.js'
import type { RequestOptions, WriteOrder } from '../../core/requestOptions.js'
import { getFailureKind } from '../../core/sync/retryPolicy.js'
import { createStoreCalls } from './callStore.js'
import {
  addUnknown,
  addUnsettled,
  addWrite,
  formatRecord,
  isSuperseded,
  parseRecord,
  resetKey,
  settle,
  type Choices,
  type OrderRecord,
  type UnsettledChoices,
} from './orderRecord.js'
import type { WriteStore } from './writeStore.js'

/** Milliseconds after which a service does not apply an aborted request any more. */
const settleTime = 30_000

/** Milliseconds after which choices are not repaired any more, because they may have been changed elsewhere. */
const repairTime = 10 * 60_000

/** The resources whose writes are recorded. */
export const orderedResources = ['users', 'preferences', 'streak', 'schedule'] as const

/** The part of a write that changes one resource. */
export interface OrderedPart {
  readonly resource: (typeof orderedResources)[number]
  /** The changed settings. A reset also changes the settings of the record. */
  readonly choices: Choices | ((record: OrderRecord) => Choices)
  /** The settings that this write does not change, in addition to those with a later change of their own. */
  readonly findSuperseded?:
    | ((record: OrderRecord, order: WriteOrder) => readonly string[])
    | undefined
  /**
   * Reads the resource, and writes once more what differs from the choices that are known. Returns the data, or `undefined` if it is
   * not that of the write's answer.
   */
  readonly repair: (choices: UnsettledChoices, signal: AbortSignal) => Promise<unknown>
}

/** The arguments of a write: which of its settings are superseded, and its signal. */
export interface WriteTask {
  /** The settings that hold a later change of the same writer. */
  readonly superseded: readonly string[]
  /** Whether a setting holds a later change of the same writer. */
  readonly isSuperseded: (key: string) => boolean
  /** Names a setting that the service refused. */
  readonly refuse: (key: string) => void
  /** Is aborted at the deadline. */
  readonly signal: AbortSignal
}

/** Runs the writes of an adapter one after another for each user, in the order of their writers. */
export type OrderedWrites = ReturnType<typeof createOrderedWrites>

interface OrderedWritesOptions {
  readonly store: WriteStore
  /** Part of each key of the store. */
  readonly adapterId: string
  /** Returns a signal; once it is aborted, nothing is begun any more. */
  readonly getStartSignal: () => AbortSignal
  /** Receives failures that don't fail the write. */
  readonly report: (error: IdentikitError) => void
}

/** Creates the functions that order the writes of one adapter. */
export function createOrderedWrites(settings: OrderedWritesOptions) {
  const { store, adapterId, getStartSignal, report } = settings
  const calls = createStoreCalls(store, report)
  const toRecordKey = (id: string, resource: string) => toKey('order', adapterId, resource, id)

  /** Runs a task while no other request writes to the user. The wait ends before the deadline, so that the task has time. */
  const withLease = async <T>(
    id: string,
    { signal = new AbortController().signal }: RequestOptions,
    task: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> =>
    calls.withLease(toKey('lease', adapterId, id), getStartSignal(), () => task(signal))

  /**
   * Runs a write whose parts may be superseded. The records are marked before the service is called, so that a crash leaves the mark. If
   * the outcome of an earlier write is unknown, the resource is read after the write, and the choices that the service
   * has answered since are repaired once.
   */
  const write = async <T>(
    id: string,
    parts: readonly OrderedPart[],
    options: RequestOptions,
    task: (task: WriteTask) => Promise<T>,
  ): Promise<T> =>
    withLease(id, options, async (signal) => {
      const { order } = options
      const entries = await Promise.all(
        parts.map((part) => openPart(part, toRecordKey(id, part.resource), order, signal)),
      )
      const superseded = new Set(entries.flatMap((entry) => entry.superseded))
      const reported = [...superseded].filter((key) => key !== resetKey)
      if (reported.length > 0) options.onReport?.({ superseded: reported })
      const changed = entries.filter(({ choices }) => choices.size > 0)
      const refused = new Set<string>()
      const run = () =>
        task({
          superseded: [...superseded],
          isSuperseded: (key) => superseded.has(key),
          refuse: (key) => void refused.add(key),
          signal,
        })

      let isSent = false
      let result: T
      try {
        await Promise.all(changed.map((entry) => save(entry, markUnsettled(entry, order), signal)))
        getStartSignal().throwIfAborted()
        isSent = true
        result = await run()
      } catch (thrown) {
        if (!signal.aborted && (!isSent || isRefused(thrown, changed)))
          await Promise.all(changed.map((entry) => save(entry, entry.record).catch(report)))
        throw thrown
      }
      for (const entry of changed) {
        // At the deadline the lease may end, and another request may write the record.
        if (signal.aborted) break
        result = ((await finish(entry, order, refused)) as T | undefined) ?? result
      }
      return result
    })

  async function openPart(
    part: OrderedPart,
    key: string,
    order: WriteOrder | undefined,
    signal: AbortSignal,
  ): Promise<OpenPart> {
    const parsed = parseRecord(await calls.get(key, signal))
    const record = Date.now() < parsed.settledAt + repairTime ? parsed : settle(parsed)
    const all = typeof part.choices === 'function' ? part.choices(record) : part.choices
    const own = [...all.keys()].filter((name) => order && isSuperseded(record, name, order))
    const choices = new Map([...all].filter(([name]) => !own.includes(name)))
    const others = order && choices.size > 0 ? (part.findSuperseded?.(record, order) ?? []) : []
    return { ...part, key, record, choices, superseded: [...own, ...others] }
  }

  /** Records a write that the service has answered, and repairs the resource if an earlier write may have changed it since. */
  async function finish(
    entry: OpenPart,
    order: WriteOrder | undefined,
    refused: ReadonlySet<string>,
  ): Promise<unknown> {
    const saved = new Map([...entry.choices].filter(([name]) => !refused.has(name)))
    const { record } = entry
    let next = addWrite(record, saved.keys(), order)
    let repaired: unknown
    if (record.unsettled.size > 0) {
      next = addUnsettled(next, saved)
      const startSignal = getStartSignal()
      try {
        startSignal.throwIfAborted()
        repaired = await untilAbort(entry.repair(next.unsettled, startSignal), startSignal)
        if (Date.now() >= record.settledAt) next = settle(next)
      } catch (thrown) {
        // The write itself succeeded. Its record stays unsettled, so that the next write repairs the resource.
        if (!startSignal.aborted) report(toIdentikitError(thrown))
      }
    }
    await save(entry, next).catch(report)
    return repaired
  }

  async function save({ key }: OpenPart, record: OrderRecord, signal?: AbortSignal): Promise<void> {
    await calls.set(key, formatRecord(record), signal)
  }

  return {
    withLease,
    write,
    /** Deletes the records of a user. */
    forget: async (id: string): Promise<void> => {
      const keys = orderedResources.map((resource) => toRecordKey(id, resource))
      await Promise.all(keys.map((key) => calls.set(key, '').catch(report)))
    },
  }
}

interface OpenPart extends OrderedPart {
  readonly key: string
  /** The choices that are not superseded. */
  readonly choices: Choices
  /** The record before the write. */
  readonly record: OrderRecord
  readonly superseded: readonly string[]
}

const toKey = (...names: readonly string[]) =>
  ['identikit', ...names.map(encodeURIComponent)].join(':')

function markUnsettled({ record, choices }: OpenPart, order: WriteOrder | undefined): OrderRecord {
  return addUnknown(addWrite(record, choices.keys(), order), choices, Date.now() + settleTime)
}

/** Whether a failed write has changed nothing. A write of several parts or settings may have changed some of them. */
function isRefused(thrown: unknown, parts: readonly OpenPart[]): boolean {
  if (parts.length > 1) return false
  const kind = getFailureKind(toIdentikitError(thrown))
  return kind === 'refused' || (kind === 'busy' && parts.every(({ choices }) => choices.size === 1))
}
