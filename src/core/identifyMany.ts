import type {
  IdentifyFailure,
  IdentifyManyMember,
  IdentifyManyOptions,
  IdentifyManyResult,
  UserRecord,
} from './adapter.js'
import { toIdentikitError } from './errors.js'

export type UserRecords = Iterable<UserRecord> | AsyncIterable<UserRecord>

/** Sends any number of users in batches that the service takes; one that fails takes no other with it. */
export async function identifyMany(
  users: UserRecords,
  { limit, send }: IdentifyManyMember,
  /** @throws IdentikitError `invalid` */
  check: (user: UserRecord) => UserRecord,
  { onProgress, ...request }: IdentifyManyOptions = {},
): Promise<IdentifyManyResult> {
  const failed: IdentifyFailure[] = []
  let done = 0
  let batch: UserRecord[] = []

  async function flush(): Promise<void> {
    const sent = batch
    batch = []
    if (sent.length === 0) return
    request.signal?.throwIfAborted()
    try {
      const refused = await send(sent, request)
      failed.push(...refused)
      done += sent.length - refused.length
    } catch (thrown) {
      const error = toIdentikitError(thrown)
      failed.push(...sent.map(({ id }) => ({ id, error })))
    }
    onProgress?.({ done, failed: failed.length })
  }

  for await (const user of users) {
    try {
      batch.push(check(user))
    } catch (thrown) {
      failed.push({ id: user.id, error: toIdentikitError(thrown) })
    }
    if (batch.length >= limit) await flush()
  }
  await flush()
  return { done, failed }
}
