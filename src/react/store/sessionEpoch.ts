import type { QueryClient } from '@tanstack/react-query'
import type { UserId } from './queries.js'

interface Turn {
  readonly userId: UserId
  readonly count: number
}

const turns = new WeakMap<QueryClient, Turn>()

/** Which turn it is, of the people who sign in and out on a page. */
export function getSessionEpoch(queryClient: QueryClient): number {
  return turns.get(queryClient)?.count ?? 0
}

/** Notes who is signed in, or nobody; another than before begins a turn. */
export function bumpSessionEpoch(queryClient: QueryClient, userId: UserId): void {
  const last = turns.get(queryClient)
  // A session that is still loading ends none.
  if (userId === undefined || (last && last.userId === userId)) return
  turns.set(queryClient, { userId, count: getSessionEpoch(queryClient) + 1 })
}
