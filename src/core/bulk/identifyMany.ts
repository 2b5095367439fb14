import type {
  IdentifyManyMember,
  IdentifyManyOptions,
  IdentifyManyResult,
  UserRecord,
} from '../adapter.js'
import { IdentikitError, invalid } from '../errors.js'
import { createBatchQueue } from './batchQueue.js'
import { createBulkSender } from './bulkSender.js'
import { createImportReport } from './importReport.js'
import { sleep, untilAbort } from './sleep.js'

/** Any number of user records: a list, a generator or a stream. */
export type UserRecords = Iterable<UserRecord> | AsyncIterable<UserRecord>

const caller = 'users.identifyMany'

/** Milliseconds of work before timers and other requests of the process get their turn. */
const maxTurn = 20

/**
 * Sends any number of users in batches of the service's size. Reads the next records only when a batch has ended.
 * @throws IdentikitError `invalid` for wrong options, `misuse` if the source fails
 */
export async function identifyMany(
  users: UserRecords,
  member: IdentifyManyMember,
  /** @throws IdentikitError `invalid` */
  check: (user: UserRecord) => UserRecord,
  options: IdentifyManyOptions = {},
): Promise<IdentifyManyResult> {
  const { limit } = member
  const { onProgress, onFailure, signal, concurrency = limit === 1 ? 4 : 2, ...request } = options
  if (!(Number.isInteger(concurrency) && concurrency > 0)) {
    throw invalid(caller, { concurrency: 'must be a whole number above 0' })
  }
  const iterator = getIterator(users)
  const report = createImportReport({ onProgress, onFailure, signal })
  const send = createBulkSender(member, request, report)
  const queue = createBatchQueue(send, limit, concurrency, signal)

  try {
    let index = 0
    let turn = Date.now()
    for (;;) {
      if (Date.now() - turn >= maxTurn) {
        await sleep(0, signal)
        turn = Date.now()
      }
      signal?.throwIfAborted()
      const next = await untilAbort(readNext(iterator), signal)
      if (next.done) break
      const source = { record: next.value, index: (index += 1) }
      const user = report.check(source, check)
      if (user) await queue.add({ ...source, user })
    }
    await queue.end()
  } catch (thrown) {
    closeSource(iterator)
    signal?.throwIfAborted()
    await queue.end()
    const { done, failed } = report.counts
    throw new IdentikitError(
      'misuse',
      `${caller}: reading the users failed. Before that, ${done} were done and ${failed} failed.`,
      { cause: thrown },
    )
  }
  return { done: report.counts.done, failed: report.failures() }
}

type RecordIterator = Iterator<UserRecord> | AsyncIterator<UserRecord>

function getIterator(users: UserRecords): RecordIterator {
  const isObject = typeof users === 'object' && (users as unknown) !== null
  if (isObject && Symbol.asyncIterator in users) return users[Symbol.asyncIterator]()
  if (isObject && Symbol.iterator in users) return users[Symbol.iterator]()
  throw invalid(caller, { users: 'must be a list, an iterable or an async iterable of users' })
}

/** Rejects if a synchronous iterator throws. */
async function readNext(iterator: RecordIterator): Promise<IteratorResult<UserRecord>> {
  return iterator.next()
}

/** Lets the source close its file, without waiting: it may never answer. */
function closeSource(iterator: RecordIterator): void {
  const close = async () => iterator.return?.()
  close().catch(() => undefined)
}
