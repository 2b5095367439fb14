import type { ClientMembers } from '../core/forwardingClient.js'
import { invalid, toIdentikitError, type IdentikitError } from '../core/errors.js'
import { resources, type Resource } from '../core/protocol.js'
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
export type ReadResult = { readonly data: unknown } | { readonly error: IdentikitError }

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
  client: ClientMembers,
  id: string,
  requested: readonly Resource[],
  { signal, report, onUnreadable }: ReadContext,
): Promise<ReadonlyMap<Resource, ReadResult>> {
  const options = { signal, onUnreadable }
  const readers: Readonly<Record<Resource, () => Promise<unknown>>> = {
    user: () => client.users.get(id, options),
    preferences: () => client.preferences.get(id, options),
    streak: () => client.streak.get(id, options),
    streakInfo: () => client.streak.info(id, options),
  }
  const results = requested.map(async (resource): Promise<readonly [Resource, ReadResult]> => {
    try {
      return [resource, { data: await callAdapter(readers[resource], signal) }]
    } catch (error) {
      return [resource, { error: toIdentikitError(error) }]
    }
  })
  const read = new Map(await Promise.all(results))
  const errors = [...read.values()].flatMap((result) => ('error' in result ? result.error : []))
  const failures = errors.filter(isServerFailure)
  const isAnswered = errors.length < read.size || errors.some(isAnswer)
  const [first, ...others] = failures
  if (!first || isAnswered) return read
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
  results: ReadonlyMap<Resource, ReadResult>,
  toError: (error: IdentikitError) => unknown,
): Readonly<Record<string, unknown>> {
  const entries = Array.from(results, ([resource, result]) => [
    resource,
    'error' in result ? { error: toError(result.error) } : result,
  ])
  return Object.fromEntries(entries) as Record<string, unknown>
}
