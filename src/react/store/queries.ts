import { queryOptions } from '@tanstack/react-query'
import type { RequestOptions } from '../../core/adapter.js'
import type { UserClient } from '../../core/client.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { isIdentikitError, toIdentikitError } from '../../core/errors.js'
import { isReadRetryable } from '../../core/sync/retryPolicy.js'

/** How long data is fresh, in milliseconds. */
export const staleTime = 30_000

/** `undefined` while the session is loading, `null` while signed out: nothing is read then. */
export type UserId = string | null | undefined

/** Returns the key of a resource in the cache, or the prefix of all keys of a user. */
export const getQueryKey = (
  client: Pick<UserClient, 'id'>,
  userId: UserId,
  ...resource: string[]
) => ['identikit', client.id, userId ?? null, ...resource] as const

/** A longer wait for the first retry is shown as a failure. The stores read again later. */
const maxRetryDelay = 5_000

/** Returns the milliseconds until a read that failed is retried, or `undefined` if it isn't retried at once. */
export function getReadDelay(error: unknown): number | undefined {
  if (!isIdentikitError(error) || !isReadRetryable(error)) return undefined
  const delay = error.retryAfter || Math.random() * 1000
  return delay < maxRetryDelay ? delay : undefined
}

/** Reads a resource of a user. */
export type Read<Data> = (id: string, options: RequestOptions) => Promise<Data>

/** Returns TanStack options that read a resource. */
export const toQueryOptions = <Data>(
  client: Pick<UserClient, 'id'>,
  userId: UserId,
  resource: string,
  read: Read<Data>,
) =>
  queryOptions({
    queryKey: getQueryKey(client, userId, resource),
    async queryFn({ signal }) {
      try {
        return await read(userId ?? '', { signal })
      } catch (error) {
        // TanStack recognizes its own cancellation only by the original error.
        if (error instanceof DOMException && error.name === 'AbortError') throw error
        throw toIdentikitError(error)
      }
    },
    enabled: typeof userId === 'string',
    structuralSharing: replaceEqualDeep,
    staleTime,
    // An offline browser gets an error to show, not a request that waits.
    networkMode: 'always',
    retry: false,
  })

/** Returns TanStack options that read a resource for a host. The stores retry by themselves, all resources together. */
const toHostOptions = <Data>(...input: Parameters<typeof toQueryOptions<Data>>) => {
  const options = toQueryOptions(...input)
  options.retry = (failures, error) => failures < 1 && getReadDelay(error) !== undefined
  options.retryDelay = (_, error) => getReadDelay(error) ?? 0
  return options
}

/**
 * Returns TanStack options that read the user, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(userOptions(client, userId))
 */
export const userOptions = (client: Pick<UserClient, 'id' | 'users'>, userId: UserId) =>
  toHostOptions(client, userId, 'user', (id, options) => client.users.get(id, options))

/**
 * Returns TanStack options that read the preferences, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(preferencesOptions(client, userId))
 */
export const preferencesOptions = (
  client: Pick<UserClient, 'id' | 'preferences'>,
  userId: UserId,
) =>
  toHostOptions(client, userId, 'preferences', (id, options) => client.preferences.get(id, options))

/**
 * Returns TanStack options that read the streak settings, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(streakOptions(client, userId))
 */
export const streakOptions = (client: Pick<UserClient, 'id' | 'streak'>, userId: UserId) =>
  toHostOptions(client, userId, 'streak', (id, options) => client.streak.get(id, options))

/**
 * Returns TanStack options that read the metrics, frequency and length of the streak, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(streakInfoOptions(client, userId))
 */
export const streakInfoOptions = (client: Pick<UserClient, 'id' | 'streak'>, userId: UserId) =>
  toHostOptions(client, userId, 'streakInfo', (id, options) => client.streak.info(id, options))

/**
 * Returns TanStack options that read when the user wants messages, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(scheduleOptions(client, userId))
 */
export const scheduleOptions = (client: Pick<UserClient, 'id' | 'schedule'>, userId: UserId) =>
  toHostOptions(client, userId, 'schedule', (id, options) => client.schedule.get(id, options))
