import { resolve } from 'node:path'
import type { IdentifyManyFailure, UserAdapter, UserRecord } from '../core/adapter.js'
import { createAdminClient } from '../core/adminClient.js'
import type { IdentikitError, IdentikitErrorCode } from '../core/errors.js'
import { checkpointFile, removeCheckpoint, writeCheckpoint } from './checkpoint.js'
import type { Failures } from './failures.js'
import { errorMessage } from './errorMessage.js'
import type { ImportOptions } from './options.js'
import { showProgress } from './progress.js'
import type { Source } from './source.js'
import { count, type Terminal } from './terminal.js'

export interface FailureKind {
  readonly done: number
  readonly failed: number
  /** Were sent after a failed record of the same user, and stand among the failures for their order. */
  readonly repeated: number
  /** Why it ended before the end of the file. */
  readonly stopped?: 'interrupted' | { readonly error: string } | undefined
}

export interface Running {
  readonly options: ImportOptions
  readonly source: Source
  readonly adapter: UserAdapter
  readonly failures: Failures
  readonly terminal: Terminal
  /** What an earlier run had settled; those records are passed over. */
  readonly before: { readonly settled: number; readonly failed: number }
}

/** After so many records or milliseconds everything under way is waited for, so that a checkpoint is the truth. */
const stretch = { records: 10_000, time: 5000 }

/** What says something of the run and not of the record: the next record would fail the same way. */
const fatal: readonly IdentikitErrorCode[] = ['unauthorized', 'forbidden', 'unsupported', 'misuse']

/** What says that the service is down, or not at this address, where nobody at all was taken, each after many tries. */
const outage: readonly IdentikitErrorCode[] = [
  'network',
  'timeout',
  'rate-limited',
  'service',
  'bad-answer',
]

const following =
  'It was sent. It stands here to follow the earlier record of this user that failed, whose values are older.'

/** Sends what the source holds. A first interrupt lets what is under way end, a second one does not. */
export async function importUsers(running: Running): Promise<FailureKind> {
  const { options, source, adapter, failures, terminal, before } = running
  const { items, size, modified } = source
  const client = createAdminClient(adapter)
  const path = checkpointFile(options.file)
  const lines = new WeakMap<object, number>()
  const abort = new AbortController()
  const refused = new WeakSet<object>()
  const total = { done: before.settled - before.failed, failed: before.failed, repeated: 0 }
  /** Of this stretch; `broken` ones never were a record. */
  const now = { done: 0, failed: 0, broken: 0 }
  let unreached: IdentikitError[] = []
  const state: { isOver: boolean; stopped: FailureKind['stopped'] } = {
    isOver: false,
    stopped: undefined,
  }

  terminal.onInterrupt(() => {
    if (state.stopped !== undefined) abort.abort()
    else terminal.stderr.write('\nWhat is under way ends first. Interrupt again to stop at once.\n')
    state.stopped ??= 'interrupted'
  })
  const hide = showProgress(terminal.stderr, () => ({
    done: total.done + now.done,
    failed: total.failed + now.failed + now.broken,
    share: source.share(),
  }))

  async function* nextStretch(): AsyncGenerator<UserRecord> {
    const end = Date.now() + stretch.time
    for (let read = 0; read < stretch.records && Date.now() < end; read += 1) {
      if (state.stopped !== undefined) return
      const next = await items.next()
      if (next.done) {
        state.isOver = true
        return
      }
      const item = next.value
      if ('wrong' in item) {
        now.broken += 1
        failures.add({ line: item.line, error: item.wrong, text: item.text })
      } else {
        lines.set(item.record, item.line)
        // Whatever it is, the client checks it.
        yield item.record as UserRecord
        // By now every earlier record of this user was taken or refused.
        if (isFollowing(item)) {
          failures.add({ line: item.line, error: following, record: item.record })
          total.repeated += 1
        }
      }
    }
  }

  /** Whether an earlier record of the same user failed: it would put older values back when it is corrected and imported alone. */
  function isFollowing({ record }: { readonly record: object }): boolean {
    return !refused.has(record) && failures.has(record)
  }

  function onFailure({ record, error }: IdentifyManyFailure): void {
    refused.add(record)
    if (fatal.includes(error.code)) state.stopped = { error: errorMessage(error) }
    else failures.add({ line: lines.get(record) ?? 0, error: error.message, record })
    if (outage.includes(error.code)) unreached.push(error)
  }

  async function sendStretch(): Promise<void> {
    const { failed } = await client.users.identifyMany(nextStretch(), {
      source: 'import',
      concurrency: options.concurrency,
      signal: abort.signal,
      onProgress: (progress) => void Object.assign(now, progress),
      onFailure,
    })
    if (failed.length > 0) state.stopped = { error: `${options.failures} cannot be written.` }
    const [down] = unreached
    if (down && !state.isOver && now.done === 0 && unreached.length === now.failed) {
      const what = `None of ${count(now.failed)} records in a row was taken. ${errorMessage(down)}`
      state.stopped = { error: what }
    }
    unreached = []
    // What failed for the run's sake is sent again when it is resumed.
    if (typeof state.stopped === 'object') return
    failures.keep()
    total.done += now.done
    total.failed += now.failed + now.broken
    Object.assign(now, { done: 0, failed: 0, broken: 0 })
    const settled = total.done + total.failed
    if (state.isOver) removeCheckpoint(path)
    else
      writeCheckpoint(path, {
        to: options.to,
        size,
        modified,
        failures: resolve(options.failures),
        settled,
        failed: total.failed,
      })
  }

  try {
    for (let passed = 0; passed < before.settled; passed += 1) await items.next()
    while (!state.isOver && state.stopped === undefined) await sendStretch()
    if (state.isOver && state.stopped === 'interrupted') state.stopped = undefined
  } catch (error) {
    if (!abort.signal.aborted) state.stopped = { error: errorMessage(error) }
  } finally {
    failures.rewind()
    hide()
  }
  return { ...total, stopped: state.stopped }
}
