import type { IdentifyManyFailure, UserAdapter, UserRecord } from '../core/adapter.js'
import { createUserClient } from '../core/client.js'
import type { IdentikitErrorCode } from '../core/errors.js'
import { checkpointFile, removeCheckpoint, writeCheckpoint } from './checkpoint.js'
import type { Failures } from './failures.js'
import { messageOf } from './messageOf.js'
import type { ImportOptions } from './options.js'
import { showProgress } from './progress.js'
import type { Source } from './source.js'
import type { Terminal } from './terminal.js'

export interface Outcome {
  readonly done: number
  readonly failed: number
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

/** Sends what the source holds. A first interrupt lets what is under way end, a second one does not. */
export async function importUsers(running: Running): Promise<Outcome> {
  const { options, source, adapter, failures, terminal, before } = running
  const { items, size, modified } = source
  const client = createUserClient(adapter)
  const path = checkpointFile(options.file)
  const lines = new WeakMap<object, number>()
  const abort = new AbortController()
  const total = { done: before.settled - before.failed, failed: before.failed }
  /** Of this stretch; `broken` ones never were a record. */
  const now = { done: 0, failed: 0, broken: 0 }
  const state: { isOver: boolean; stopped: Outcome['stopped'] } = {
    isOver: false,
    stopped: undefined,
  }

  terminal.onInterrupt(() => {
    if (state.stopped !== undefined) abort.abort()
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
      }
    }
  }

  function onFailure({ record, error }: IdentifyManyFailure): void {
    if (fatal.includes(error.code)) state.stopped = { error: messageOf(error) }
    else failures.add({ line: lines.get(record) ?? 0, error: error.message, record })
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
    // What failed for the run's sake is sent again when it is resumed.
    if (typeof state.stopped === 'object') return
    total.done += now.done
    total.failed += now.failed + now.broken
    Object.assign(now, { done: 0, failed: 0, broken: 0 })
    const settled = total.done + total.failed
    if (state.isOver) removeCheckpoint(path)
    else writeCheckpoint(path, { to: options.to, size, modified, settled, failed: total.failed })
  }

  try {
    for (let passed = 0; passed < before.settled; passed += 1) await items.next()
    while (!state.isOver && state.stopped === undefined) await sendStretch()
    if (state.isOver && state.stopped === 'interrupted') state.stopped = undefined
  } catch (error) {
    if (!abort.signal.aborted) state.stopped = { error: messageOf(error) }
  } finally {
    hide()
  }
  return { ...total, stopped: state.stopped }
}
