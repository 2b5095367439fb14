import * as z from 'zod/mini'
import type { IdentifyManyMember, UserRecord } from '../../core/adapter.js'
import { sleep } from '../../core/bulk/sleep.js'
import { IdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { ignoreErrors } from '../http/ignoreErrors.js'
import { checkKnockId } from './errors.js'
import { toUserBody } from './userWire.js'

/**
 * A bulk operation.
 * @see https://docs.knock.app/api-reference/bulk_operations
 */
const operationSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]+$/)),
  /** An unknown status is polled on. */
  status: z.optional(z.unknown()),
  error_count: z.nullish(z.number()),
  error_items: z.nullish(z.array(z.unknown())),
})
type Operation = z.infer<typeof operationSchema>

const itemSchema = z.object({ id: z.string() })

const firstPause = 250
const maxPause = 2000
const maxDuration = 120_000

const caller = 'users.identifyMany'

/**
 * Creates the bulk identification, at most 1,000 users in a request. Knock accepts the request and processes it later; `send`
 * polls until it is done. Knock names the users that failed without a reason, and in the header `x-ratelimited-*` of the success
 * those that were written less than a second before.
 * @see https://docs.knock.app/api-reference/overview/batch-rate-limits
 */
export function createKnockIdentifyMany(http: HttpClient): IdentifyManyMember {
  return {
    limit: 1000,
    check,
    async send(users, { signal } = {}) {
      let headers = new Headers()
      const accepted = await http(operationSchema, 'POST', '/v1/users/bulk/identify', {
        body: { users: users.map((user) => ({ id: user.id, ...toUserBody(caller, user) })) },
        signal,
        onHeaders: (received) => (headers = received),
      })
      const isLimited = ({ id }: { readonly id: string }) => isRateLimited(headers, id)
      const limited = users.filter(isLimited)
      const failures = limited.map(({ id }) => ({ id, error: rateLimited() }))
      if (limited.length === users.length) return failures
      const { status, error_items, error_count } = await poll(http, accepted, signal)
      const named = (error_items ?? []).map((item) => itemSchema.safeParse(item).data)
      const items = named.filter((item) => !item || !isLimited(item))
      const failedIds = new Set(items.map((item) => item?.id))
      const failed = users.filter(({ id }) => failedIds.has(id))
      const hasUnnamed =
        failed.length < failedIds.size || (error_count ?? 0) > items.length + limited.length
      if (status === 'failed' || hasUnnamed) {
        const message = 'Knock refused some of these users without naming them.'
        throw new IdentikitError('service', message)
      }
      return [...failures, ...failed.map(({ id }) => ({ id, error: refused() }))]
    },
  }
}

async function poll(
  http: HttpClient,
  accepted: Operation,
  signal: AbortSignal | undefined,
): Promise<Operation> {
  const end = Date.now() + maxDuration
  const path = `/v1/bulk_operations/${toPathSegment(accepted.id)}`
  let operation = accepted
  for (let pause = firstPause; !isDone(operation); pause = Math.min(maxPause, pause * 2)) {
    if (Date.now() + pause > end) {
      const message = `Knock accepted the users and did not finish in ${maxDuration} ms.`
      throw new IdentikitError('timeout', message)
    }
    await sleep(pause, signal)
    const request = http(operationSchema, 'GET', path, { signal })
    const retryable = ['network', 'timeout', 'rate-limited', 'service'] as const
    operation = (await ignoreErrors(request, ...retryable)) ?? operation
  }
  return operation
}

const isDone = ({ status }: Operation) => status === 'completed' || status === 'failed'

function check(user: UserRecord): void {
  checkKnockId(caller, user.id)
  toUserBody(caller, user)
}

const refused = () =>
  new IdentikitError('service', 'Knock refused this user without giving a reason.')

const rateLimited = () =>
  new IdentikitError('rate-limited', 'Knock accepts a user once per second.', { retryAfter: 1000 })

/**
 * Checks whether a header lists an id. The header separates ids by commas, an id may contain one, and its encoding of other than
 * ASCII characters is not documented. A false match only sends a user twice.
 */
function isRateLimited(headers: Headers, id: string): boolean {
  const bytes = String.fromCharCode(...new TextEncoder().encode(id))
  const spellings = [id, encodeURIComponent(id), bytes].map(toList)
  return [...headers].some(
    ([name, value]) =>
      name.startsWith('x-ratelimited-') &&
      spellings.some((spelling) => toList(value).includes(spelling)),
  )
}

const toList = (text: string) => `,${text.replaceAll(/\s*,\s*/g, ',')},`
