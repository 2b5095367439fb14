import type { RequestOptions, UserAdapter } from '../core/adapter.js'
import type { HistoryEntry, HistoryOptions } from '../core/history/history.js'
import { invalid, toIdentikitError, type IdentikitError } from '../core/errors.js'
import { resources, type Resource } from '../core/protocol.js'
import { requireMember } from '../core/requireMember.js'
import { callAdapter, getStatus } from './callAdapter.js'

/**
 * Returns the resources that a GET requests. With an empty `read` it requests the capabilities only.
 * @throws IdentikitError `invalid`
 */
export function parseRead({ searchParams }: URL): readonly Resource[] {
  const values = searchParams.getAll('read').flatMap((list) => list.split(','))
  const names = [...new Set(values)].filter((name) => name !== '')
  const requested = resources.filter((resource) => names.includes(resource))
  if (requested.length !== names.length)
    throw invalid('The query', { read: `must list ${resources.join(', ')}` })
  return requested
}

/** The result of one resource. */
export type ReadResult = { readonly resource: Resource } & (
  | { readonly data: unknown; readonly error?: undefined }
  | { readonly error: IdentikitError }
)

type Reader = (adapter: UserAdapter, id: string, options: RequestOptions) => Promise<unknown>

/** The id was checked with the session, so no client has to check it again. */
const readers: Readonly<Record<Resource, Reader>> = {
  user: (adapter, ...input) => requireMember(adapter, 'users.get', adapter.users?.get)(...input),
  preferences: (adapter, ...input) =>
    requireMember(adapter, 'preferences', adapter.preferences).get(...input),
  streak: (adapter, ...input) => requireMember(adapter, 'streak', adapter.streak).get(...input),
  streakInfo: (adapter, ...input) =>
    requireMember(adapter, 'streak.info', adapter.streak?.info)(...input),
  schedule: (adapter, ...input) =>
    requireMember(adapter, 'schedule', adapter.schedule).get(...input),
}

interface ReadContext {
  readonly signal: AbortSignal
  /** Receives the errors of a read that failed as a whole, except the first. */
  readonly report: (error: IdentikitError) => void
  /** Receives the errors of answers that are unreadable in part. */
  readonly onUnreadable: (error: IdentikitError) => void
}

/**
 * Reads resources in parallel. Each has its own result, so that one failure does not fail the others.
 * @throws the first error if the service failed and nothing could be read
 */
export async function readResources(
  adapter: UserAdapter,
  id: string,
  requested: readonly Resource[],
  { signal, report, onUnreadable }: ReadContext,
): Promise<readonly ReadResult[]> {
  const options = { signal, onUnreadable }
  const results = await Promise.all(
    requested.map(async (resource): Promise<ReadResult> => {
      try {
        const data = await callAdapter(() => readers[resource](adapter, id, options), signal)
        return { resource, data }
      } catch (error) {
        return { resource, error: toIdentikitError(error) }
      }
    }),
  )
  const errors = results.flatMap(({ error }) => error ?? [])
  const [first, ...others] = errors.filter(isServerFailure)
  const isAnswered = errors.length < results.length || errors.some(isAnswer)
  if (!first || isAnswered) return results
  others.forEach(report)
  throw first
}

/** Whether the service answered that there is nothing to read. */
const isAnswer = (error: IdentikitError) => getStatus(error) < 500

/** Whether a read failed at the service or on this server. A service that lacks a resource is none. */
const isServerFailure = (error: IdentikitError) =>
  getStatus(error) >= 500 && error.code !== 'unsupported'

/** Converts the results for the wire. */
export function toWireResults(
  results: readonly ReadResult[],
  toError: (error: IdentikitError) => unknown,
): Readonly<Record<string, unknown>> {
  const wire: Partial<Record<Resource, unknown>> = {}
  for (const result of results)
    wire[result.resource] = result.error ? { error: toError(result.error) } : { data: result.data }
  return wire
}

/**
 * Reads the page of a user's history that a query asks for.
 * @throws IdentikitError `invalid` for a wrong query, `unsupported` for a service without a history
 */
export async function readHistory(
  adapter: UserAdapter,
  id: string,
  url: URL,
  signal: AbortSignal,
): Promise<readonly HistoryEntry[]> {
  const options = { ...parseHistoryQuery(url), signal }
  return callAdapter(
    () => requireMember(adapter, 'history', adapter.history).get(id, options),
    signal,
  )
}

function parseHistoryQuery({ searchParams }: URL): Pick<HistoryOptions, 'limit' | 'before'> {
  const limit = searchParams.get('limit') ?? '50'
  const before = searchParams.get('before') ?? undefined
  const isLimit = /^\d{1,4}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= 1000
  const isId = before === undefined || /^[!-~]{1,256}$/.test(before)
  if (isLimit && isId) return { limit: Number(limit), before }
  throw invalid('The query', {
    ...(!isLimit && { limit: 'must be an integer from 1 to 1000' }),
    ...(!isId && { before: 'must be the id of an entry' }),
  })
}
