import type { UserClient } from '../core/client.js'
import { invalid, toIdentikitError, type IdentikitError } from '../core/errors.js'
import { resources, type Resource } from '../core/protocol.js'
import { callAdapter } from './callAdapter.js'

/**
 * Returns the resources that a GET requests. With an empty `read` it requests the capabilities only.
 * @throws IdentikitError `invalid`
 */
export function parseRead(request: Request): readonly Resource[] {
  const values = new URL(request.url).searchParams.getAll('read').flatMap((list) => list.split(','))
  const names = [...new Set(values)].filter((name) => name !== '')
  const requested = resources.filter((resource) => names.includes(resource))
  if (requested.length !== names.length)
    throw invalid('The query', { read: `must list ${resources.join(', ')}` })
  return requested
}

/** Reads resources in parallel. Each has its own result, so that one failure does not fail the others. */
export async function readResources(
  client: UserClient,
  id: string,
  requested: readonly Resource[],
  signal: AbortSignal,
  toError: (error: IdentikitError) => unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const readers: Readonly<Record<Resource, () => Promise<unknown>>> = {
    user: () => client.users.get(id, { signal }),
    preferences: () => client.preferences.get(id, { signal }),
    streak: () => client.streak.get(id, { signal }),
    streakInfo: () => client.streak.info(id, { signal }),
  }
  const results = requested.map(async (resource) => {
    try {
      return [resource, { data: await callAdapter(readers[resource], signal) }]
    } catch (error) {
      return [resource, { error: toError(toIdentikitError(error)) }]
    }
  })
  return Object.fromEntries(await Promise.all(results)) as Record<string, unknown>
}
