import type { QueryClient } from '@tanstack/react-query'

/** What the identify calls of a cache do to its stores. */
interface IdentifyGate {
  /** Resolves when no identify call for a user is pending. */
  readonly wait: (clientId: string, id: string) => Promise<void>
  /** Sends what is unsettled of a user once more and ends the calls, since another user signed in. */
  readonly end: (clientId: string, id: string) => void
}

/** The gates of caches, set by pages that identify users, so that other pages don't bundle them. */
export const identifyGates = new WeakMap<QueryClient, IdentifyGate>()
