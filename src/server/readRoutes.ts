import type { UserClient } from '../core/client.js'
import { invalid, toIdentikitError, type IdentikitError } from '../core/errors.js'
import { nouns, type Noun } from '../core/protocol.js'
import { guarded } from './failure.js'

/**
 * What a GET asks for; nothing but the manifest where `read` is empty.
 * @throws IdentikitError `invalid`
 */
export function parseRead(request: Request): readonly Noun[] {
  const asked = new URL(request.url).searchParams.getAll('read').flatMap((list) => list.split(','))
  const given = [...new Set(asked)].filter((name) => name !== '')
  const known = nouns.filter((noun) => given.includes(noun))
  if (known.length !== given.length)
    throw invalid('The query', { read: `must be of ${nouns.join(', ')}` })
  return known
}

/** Reads each noun by itself: one that fails takes no other with it. */
export async function readNouns(
  client: UserClient,
  id: string,
  asked: readonly Noun[],
  signal: AbortSignal,
  toError: (error: IdentikitError) => unknown,
): Promise<Readonly<Record<string, unknown>>> {
  const read: Readonly<Record<Noun, (within: AbortSignal) => Promise<unknown>>> = {
    user: (within) => client.users.get(id, { signal: within }),
    preferences: (within) => client.preferences.get(id, { signal: within }),
    streak: (within) => client.streak.get(id, { signal: within }),
    streakInfo: (within) => client.streak.info(id, { signal: within }),
  }
  const answers = asked.map(async (noun) => {
    try {
      return [noun, { data: await guarded(read[noun], { signal }) }]
    } catch (error) {
      return [noun, { error: toError(toIdentikitError(error)) }]
    }
  })
  return Object.fromEntries(await Promise.all(answers)) as Record<string, unknown>
}
