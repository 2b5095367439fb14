import { QueryClient } from '@tanstack/react-query'
import type { UserClient } from '../../core/client.js'
import type { UserId } from './queries.js'
import { createStores, type InitialData, type Stores, type StoresSettings } from './stores.js'

const queryClients = new WeakMap<UserClient, QueryClient>()
const stores = new WeakMap<QueryClient, Map<string, Stores>>()

/** One cache for all providers over a client, also for those that come later; on a server one for each, since it serves many people. */
export function queryClientOf(client: UserClient): QueryClient {
  if (typeof window === 'undefined') return new QueryClient()
  const known = queryClients.get(client) ?? new QueryClient()
  queryClients.set(client, known)
  return known
}

/**
 * One set of stores for each user of a cache, whoever mounts and unmounts: with two logs of one user, changes would be written
 * against each other.
 */
export function storesOf(
  queryClient: QueryClient,
  userId: UserId,
  settings: StoresSettings,
  initial: InitialData | undefined,
): Stores {
  const all = stores.get(queryClient) ?? new Map<string, Stores>()
  stores.set(queryClient, all)
  // JSON writes `undefined` as `null`, and the two are different sessions.
  const key = JSON.stringify([settings.client.id, userId, userId === null])
  const known = all.get(key) ?? createStores(queryClient, userId, settings, initial)
  all.set(key, known)
  return known
}
