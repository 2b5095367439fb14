import { createAdminClient } from '../core/adminClient.js'
import type { IdentifyManyFailure, UserAdapter, UserRecord } from '../core/adapter.js'
import type { IdentikitError, IdentikitErrorCode } from '../core/errors.js'
import { errorMessage } from './errorMessage.js'
import type { FailureFile } from './failureFile.js'
import type { Source } from './source/openSource.js'
import type { ImportOptions } from './readOptions.js'
import type { UserItem } from './source/item.js'
import { formatCount, type Terminal } from './terminal.js'

/** The progress of an import. */
export interface ImportState {
  /** The records of the intervals before. `repeated` ones are done and also in the failures file. */
  readonly total: { done: number; failed: number; repeated: number }
  /** The records of the interval that is being sent. `unreadable` ones are not in `failed`. */
  readonly interval: { done: number; failed: number; unreadable: number }
  /** Whether the end of the file was read. */
  isAtEnd: boolean
  /** Why the import ends before the end of the file. */
  stopped: 'interrupted' | { readonly error: string } | undefined
}

/** An import and what it needs. */
export interface ImportRun {
  readonly options: ImportOptions
  readonly source: Source
  readonly adapter: UserAdapter
  readonly failures: FailureFile
  readonly terminal: Terminal
  /** The records that an interrupted import has settled. They are skipped. */
  readonly resumed: { readonly settled: number; readonly failed: number }
}

/** The records and milliseconds after which the import waits for all requests and writes a checkpoint. */
const checkpointInterval = { records: 10_000, time: 5000 }

/** Errors of the import and not of a record: the next record would fail too. */
const fatalCodes: readonly IdentikitErrorCode[] = [
  'unauthorized',
  'forbidden',
  'unsupported',
  'misuse',
]

/** Errors that mean, if every record of an interval fails, that the service is down or the address is wrong. */
const outageCodes: readonly IdentikitErrorCode[] = [
  'network',
  'timeout',
  'rate-limited',
  'service',
  'bad-answer',
]

const repeatedReason =
  'This record was imported. It is repeated here because an earlier record of the same user failed: keep it, so that its newer values win.'

/** Creates a function that sends the records up to the next checkpoint. */
export function createIntervalSender(
  { options, source, adapter, failures }: ImportRun,
  state: ImportState,
  signal: AbortSignal,
): () => Promise<void> {
  const { users } = createAdminClient(adapter)
  const { total, interval } = state
  /** The records that have not failed. */
  const items = new WeakMap<object, UserItem>()
  let outages: IdentikitError[] = []

  async function* readInterval(): AsyncGenerator<UserRecord> {
    const end = Date.now() + checkpointInterval.time
    for (let read = 0; read < checkpointInterval.records && Date.now() < end; read += 1) {
      if (state.stopped !== undefined) return
      const next = await source.items.next()
      if (next.done) {
        state.isAtEnd = true
        return
      }
      const item = next.value
      if (item.error !== undefined) {
        interval.unreadable += 1
        failures.add(item)
        continue
      }
      const { record } = item
      items.set(record, item)
      yield record as UserRecord
      // When the next record is read, the earlier records of this user are settled. If one failed, correcting and importing it
      // alone would replace the values of this one.
      if (items.has(record) && failures.hasUser(record)) {
        failures.add({ ...item, error: repeatedReason })
        total.repeated += 1
      }
    }
  }

  function onFailure({ record, error }: IdentifyManyFailure): void {
    const item = items.get(record) ?? { line: 0, record }
    items.delete(record)
    if (fatalCodes.includes(error.code)) state.stopped = { error: errorMessage(error) }
    else failures.add({ ...item, error: error.message })
    if (outageCodes.includes(error.code)) outages.push(error)
  }

  return async function sendInterval() {
    const { failed } = await users.identifyMany(readInterval(), {
      source: 'import',
      concurrency: options.concurrency,
      signal,
      onProgress: (progress) => void Object.assign(interval, progress),
      onFailure,
    })
    // `onFailure` has thrown.
    if (failed.length > 0) state.stopped = { error: `${options.failures} can't be written.` }
    const [outage] = outages
    if (outage && !state.isAtEnd && interval.done === 0 && outages.length === interval.failed) {
      const message = `None of ${formatCount(interval.failed)} records in a row was imported.`
      state.stopped = { error: `${message} ${errorMessage(outage)}` }
    }
    outages = []
  }
}
