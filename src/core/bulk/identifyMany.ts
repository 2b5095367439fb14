import type {
  IdentifyManyMember,
  IdentifyManyOptions,
  IdentifyManyResult,
  UserRecord,
} from '../adapter.js'
import { createBulkSender, type Entry } from './bulkSender.js'
import { IdentikitError, invalid, toIdentikitError } from '../errors.js'
import { createLinkedSignals } from './linkedSignals.js'
import { orAbort, wait } from '../sync/sleep.js'
import { createImportReport, type ImportReport } from './importReport.js'

export type UserRecords = Iterable<UserRecord> | AsyncIterable<UserRecord>

const caller = 'users.identifyMany'

/** Milliseconds of work, after which everybody else has a turn: timers, pages, other requests of a server. */
const longestTurn = 20

/** Sends any number of users in batches that the service takes; holds no more of them than are under way. */
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
  const iterator = iteratorOf(users)
  const tally = createImportReport({ onProgress, onFailure, signal })
  const deliver = createBulkSender(member, request, tally)
  const signals = createLinkedSignals(signal)

  let batch = new Map<string, Entry>()
  const pendingWrites = new Set<Promise<void>>()
  /** The requests that each user waits for: records of one id keep their order. */
  const busy = new Map<string, Promise<void>>()
  let nth = 0
  let fault: { readonly thrown: unknown } | undefined

  function flush(): void {
    if (batch.size === 0) return
    const sent = batch
    batch = new Map()
    const job = signals
      .run((own) => deliver([...sent.values()], own))
      .catch((thrown: unknown) => {
        fault ??= { thrown }
      })
      .finally(() => {
        pendingWrites.delete(job)
        for (const id of sent.keys()) busy.delete(id)
      })
    pendingWrites.add(job)
    for (const id of sent.keys()) busy.set(id, job)
  }

  async function take(record: UserRecord): Promise<void> {
    const given = { record, nth: (nth += 1) }
    let user: UserRecord
    try {
      user = check(record)
    } catch (thrown) {
      tally.failed(given, toIdentikitError(thrown))
      tally.done(0)
      return
    }
    if (batch.has(user.id)) flush()
    await orAbort(Promise.resolve(busy.get(user.id)), signal)
    batch.set(user.id, { ...given, user })
    if (batch.size >= limit) flush()
    if (pendingWrites.size >= concurrency) await orAbort(Promise.race(pendingWrites), signal)
  }

  let turn = Date.now()
  try {
    for (;;) {
      if (Date.now() - turn >= longestTurn) {
        await wait(0, signal)
        turn = Date.now()
      }
      signal?.throwIfAborted()
      const next = await orAbort(read(iterator), signal)
      if (next.done) break
      await take(next.value)
    }
    flush()
    await orAbort(Promise.all(pendingWrites), signal)
  } catch (thrown) {
    leave(iterator)
    signal?.throwIfAborted()
    flush()
    await orAbort(Promise.all(pendingWrites), signal)
    throw brokenSource(tally, thrown)
  } finally {
    signals.leave()
  }
  if (fault) throw toIdentikitError(fault.thrown)
  return { done: tally.counts.done, failed: tally.kept() }
}

type RecordIterator = Iterator<UserRecord> | AsyncIterator<UserRecord>

function iteratorOf(users: UserRecords): RecordIterator {
  const isObject = typeof users === 'object' && (users as unknown) !== null
  if (isObject && Symbol.asyncIterator in users) return users[Symbol.asyncIterator]()
  if (isObject && Symbol.iterator in users) return users[Symbol.iterator]()
  throw invalid(caller, { users: 'must be a list, an iterable or an async iterable of users' })
}

/** Asks for one more, so that nothing is thrown beside the promise. */
async function read(iterator: RecordIterator): Promise<IteratorResult<UserRecord>> {
  return iterator.next()
}

/** Lets the source close its file. It may never answer, so nobody waits for it. */
function leave(iterator: RecordIterator): void {
  const close = async () => iterator.return?.()
  close().catch(() => undefined)
}

function brokenSource({ counts }: ImportReport, cause: unknown): IdentikitError {
  const what = `${caller}: the users could not be read to their end. ${counts.done} were done and ${counts.failed} failed before, and stay so.`
  return new IdentikitError('misuse', what, { cause })
}
