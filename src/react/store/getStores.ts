import { QueryClient } from '@tanstack/react-query'
import type { UserClient } from '../../core/client.js'
import { memoize } from '../../core/memoize.js'
import { browserPage } from './browserPage.js'
import { serverPage, type Page } from './page.js'
import type { UserId } from './queries.js'
import { createStores, type InitialData, type ProviderSettings, type Stores } from './stores.js'

const queryClients = new WeakMap<UserClient, QueryClient>()
const storesByUser = new WeakMap<QueryClient, Map<string, Stores>>()

/** Returns the one cache of a client for all its providers; on a server a new one each time, since it serves many users. */
export function getQueryClient(client: UserClient): QueryClient {
  if (typeof window === 'undefined') return new QueryClient()
  return memoize(queryClients, client, () => new QueryClient())
}

/**
 * Returns the one set of stores of a user in a cache, however often providers mount: two change logs of one user would overwrite each
 * other's changes.
 * @param page the page of stores that are created here
 */
export function getStores(
  queryClient: QueryClient,
  userId: UserId,
  settings: ProviderSettings,
  initial: InitialData | undefined,
  page: Page = typeof window === 'undefined' ? serverPage : browserPage(),
): Stores {
  const all = memoize(storesByUser, queryClient, () => new Map())
  // JSON writes `undefined` as `null`, and the two are different sessions.
  const key = JSON.stringify([
    settings.client.id,
    userId,
    userId === null,
    settings.readOnly === true,
  ])
  return memoize(all, key, () => createStores(queryClient, userId, settings, initial, page))
}
