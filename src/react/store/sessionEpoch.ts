import type { QueryClient } from '@tanstack/react-query'
import { memoize } from '../../core/memoize.js'
import type { UserId } from './queries.js'

const sessions = new WeakMap<QueryClient, { readonly userId: UserId; readonly epoch: number }>()

/** Returns a number that grows with each sign-in and sign-out on the page. */
export function getSessionEpoch(queryClient: QueryClient): number {
  return sessions.get(queryClient)?.epoch ?? 0
}

/** What ends and starts the session of one user. */
interface Session {
  readonly userId: UserId
  readonly end: () => void
  readonly resume: () => void
}

/** The sessions of a cache that were not ended, and the number of providers that show each. */
const openSessions = new WeakMap<QueryClient, Map<Session, number>>()

/**
 * Opens the session of a provider's user and ends the sessions of other users without a mounted provider. A session that is
 * loading ends none.
 * @returns a function for the provider's unmount
 */
export function openSession(queryClient: QueryClient, session: Session): () => void {
  const all = memoize(openSessions, queryClient, () => new Map<Session, number>())
  if (session.userId === undefined) return () => {}
  all.set(session, (all.get(session) ?? 0) + 1)
  session.resume()
  for (const [other, providers] of all) {
    if (providers > 0 || other.userId === session.userId) continue
    other.end()
    all.delete(other)
  }
  return () => void all.set(session, (all.get(session) ?? 1) - 1)
}

/** Starts a new epoch if the user is another one than before. A session that is loading is none. */
export function bumpSessionEpoch(queryClient: QueryClient, userId: UserId): void {
  const last = sessions.get(queryClient)
  if (userId === undefined || (last && last.userId === userId)) return
  sessions.set(queryClient, { userId, epoch: getSessionEpoch(queryClient) + 1 })
}
