import type { UserClient } from '../core/client.js'
import { invalid, toIdentikitError, type IdentikitError } from '../core/errors.js'
import { resources, type Resource } from '../core/protocol.js'
import { callAdapter } from './failure.js'

/**
 * What a GET asks for; nothing but the capabilities where `read` is empty.
 * @throws IdentikitError `invalid`
 */
export function parseRead(request: Request): readonly Resource[] {
  const asked = new URL(request.url).searchParams.getAll('read').flatMap((list) => list.split(','))
  const given = [...new Set(asked)].filter((name) => name !== '')
  const known = resources.filter((resource) => given.includes(resource))
  if (known.length !== given.length)
    throw invalid('The query', { read: `must be of ${resources.join(', ')}` })
  return known
}

/** Reads each resource by itself: one that fails takes no other with it. */
export async function readResources(
  client: UserClient,
  id: string,
  asked: readonly Resource[],
  signal: AbortSignal,
  toError: (error: IdentikitError) => unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const read: Readonly<Record<Resource, (within: AbortSignal) => Promise<unknown>>> = {
    user: (within) => client.users.get(id, { signal: within }),
    preferences: (within) => client.preferences.get(id, { signal: within }),
    streak: (within) => client.streak.get(id, { signal: within }),
    streakInfo: (within) => client.streak.info(id, { signal: within }),
  }
  const answers = asked.map(async (resource) => {
    try {
      return [resource, { data: await callAdapter(read[resource], { signal }) }]
    } catch (error) {
      return [resource, { error: toError(toIdentikitError(error)) }]
    }
  })
  return Object.fromEntries(await Promise.all(answers)) as Record<string, unknown>
}
