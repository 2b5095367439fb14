import type { QueryClient } from '@tanstack/react-query'
import type { UserId } from './queries.js'

const sessions = new WeakMap<QueryClient, { readonly userId: UserId; readonly epoch: number }>()

/** Returns a number that grows with each sign-in and sign-out on the page. */
export function getSessionEpoch(queryClient: QueryClient): number {
  return sessions.get(queryClient)?.epoch ?? 0
}

/** Starts a new epoch if the user is another one than before. A session that is loading is none. */
export function bumpSessionEpoch(queryClient: QueryClient, userId: UserId): void {
  const last = sessions.get(queryClient)
  if (userId === undefined || (last && last.userId === userId)) return
  sessions.set(queryClient, { userId, epoch: getSessionEpoch(queryClient) + 1 })
}
