import * as z from 'zod/mini'
import type { IdentifyFailure, IdentifyManyMember, UserRecord } from '../../core/adapter.js'
import { IdentikitError, isIdentikitError, toIdentikitError } from '../../core/errors.js'
import { toPathSegment, type HttpClient } from '../http/httpClient.js'
import { checkKnockId } from './errors.js'
import { fromRecord } from './wire.js'

const operationSchema = z.object({
  id: z.string().check(z.regex(/^[\w-]+$/)),
  status: z.enum(['queued', 'processing', 'completed', 'failed']),
  error_count: z.nullish(z.number()),
  error_items: z.nullish(z.array(z.object({ id: z.string() }))),
})
type Operation = z.infer<typeof operationSchema>

const firstPause = 250
const longestPause = 2000
const longest = 120_000

const caller = 'users.identifyMany'
const isOver = ({ status }: Operation) => status === 'completed' || status === 'failed'

/** What says nothing about the operation: another look may. */
const passing = ['network', 'timeout', 'rate-limited', 'service']

/**
 * At most 1,000 users in one request, which Knock takes and works off afterwards: resolves when it is done. Knock names those whom
 * it did not take, without a reason, and in the header `x-ratelimited-*` of its success those who were written within the last second
 * (https://docs.knock.app/api-reference/overview/batch-rate-limits).
 */
export function createKnockIdentifyMany(http: HttpClient): IdentifyManyMember {
  async function finish(first: Operation, signal: AbortSignal | undefined): Promise<Operation> {
    const end = Date.now() + longest
    let operation = first
    for (let pause = firstPause; !isOver(operation); pause = Math.min(longestPause, pause * 2)) {
      if (Date.now() + pause > end) {
        const what = `Knock took the users and was not done in ${longest} ms.`
        throw new IdentikitError('timeout', what)
      }
      await wait(pause, signal)
      const path = `/v1/bulk_operations/${toPathSegment(first.id)}`
      try {
        operation = await http(operationSchema, 'GET', path, { signal })
      } catch (error) {
        if (!isIdentikitError(error) || !passing.includes(error.code)) throw error
      }
    }
    return operation
  }

  return {
    limit: 1000,
    check,
    async send(users, { signal } = {}) {
      const failed: IdentifyFailure[] = []
      const sent = users.flatMap((user) => {
        try {
          check(user)
          return [{ id: user.id, wire: fromRecord(caller, user) }]
        } catch (error) {
          failed.push({ id: user.id, error: toIdentikitError(error) })
          return []
        }
      })
      if (sent.length === 0) return failed
      const body = { users: sent.map(({ wire }) => wire) }
      const path = '/v1/users/bulk/identify'
      let told: Headers | undefined
      const onHeaders = (headers: Headers) => {
        told = headers
      }
      const begun = await http(operationSchema, 'POST', path, { body, signal, onHeaders })
      const isEarly = ({ id }: { readonly id: string }) => isNamedIn(told, id)
      const waiting = sent.filter(isEarly).map(({ id }) => ({ id, error: tooEarly() }))
      if (waiting.length === sent.length) return [...failed, ...waiting]
      const { status, error_items, error_count } = await finish(begun, signal)
      const items = (error_items ?? []).filter((item) => !isEarly(item))
      const named = new Set(items.map(({ id }) => id))
      const refused = sent.filter(({ id }) => named.has(id))
      const isUnnamed =
        refused.length < named.size || (error_count ?? 0) > items.length + waiting.length
      if (status === 'failed' || isUnnamed) {
        const what = 'Knock did not take all of these users and does not name whom it did not take.'
        throw new IdentikitError('service', what)
      }
      return [...failed, ...waiting, ...refused.map(({ id }) => ({ id, error: notTaken() }))]
    },
  }
}

function check(user: UserRecord): void {
  checkKnockId(caller, user.id)
  fromRecord(caller, user)
}

const notTaken = () =>
  new IdentikitError('service', 'Knock did not take this user and gives no reason.')

const tooEarly = () =>
  new IdentikitError('rate-limited', 'Knock takes a user once in a second.', { retryAfter: 1000 })

const listOf = (text: string) => `,${text.replaceAll(/\s*,\s*/g, ',')},`

/**
 * Whether a header names an id among those that a limit kept out, divided by commas. An id may hold a comma itself, and how another
 * than an ASCII one is written is not documented; who is taken for one by mistake is only sent twice.
 */
function isNamedIn(headers: Headers | undefined, id: string): boolean {
  const bytes = String.fromCharCode(...new TextEncoder().encode(id))
  const spellings = [id, encodeURIComponent(id), bytes].map(listOf)
  return [...(headers ?? [])].some(
    ([name, list]) =>
      name.startsWith('x-ratelimited-') && spellings.some((one) => listOf(list).includes(one)),
  )
}

/** Rejects with the signal's reason as soon as it is aborted. */
async function wait(pause: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, pause)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
