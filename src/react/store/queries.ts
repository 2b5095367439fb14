import { queryOptions } from '@tanstack/react-query'
import type { UserClient } from '../../core/client.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { isIdentikitError, toIdentikitError } from '../../core/errors.js'

/** How long data is fresh, in milliseconds. */
const staleTime = 30_000

/** `undefined` while the session is loading, `null` while signed out: nothing is read then. */
export type UserId = string | null | undefined

/** Returns the key of a resource in the cache, or the prefix of all keys of a user. */
export const getQueryKey = (
  client: Pick<UserClient, 'id'>,
  userId: UserId,
  ...resource: string[]
) => ['identikit', client.id, userId ?? null, ...resource] as const

/** The errors after which a first read is retried once. */
const retriedCodes = new Set(['network', 'timeout', 'service', 'rate-limited'])

const readOptions = {
  structuralSharing: replaceEqualDeep,
  staleTime,
  // An offline browser gets an error to show, not a request that waits.
  networkMode: 'always',
  retry: (failures: number, error: Error) =>
    failures < 1 && isIdentikitError(error) && retriedCodes.has(error.code),
  retryDelay: 500,
} as const

async function readData<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    // TanStack recognizes its own cancellation only by the original error.
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw toIdentikitError(error)
  }
}

/** The part of a client that a read needs. */
type Reader<Resource extends 'users' | 'preferences' | 'streak'> = Pick<UserClient, 'id'> & {
  readonly [N in Resource]: Pick<UserClient[N], 'get'>
}

/**
 * Returns TanStack options that read the user, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(userOptions(client, userId))
 */
export const userOptions = (client: Reader<'users'>, userId: UserId) =>
  queryOptions({
    ...readOptions,
    queryKey: getQueryKey(client, userId, 'user'),
    queryFn: ({ signal }) => readData(() => client.users.get(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })

/**
 * Returns TanStack options that read the preferences, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(preferencesOptions(client, userId))
 */
export const preferencesOptions = (client: Reader<'preferences'>, userId: UserId) =>
  queryOptions({
    ...readOptions,
    queryKey: getQueryKey(client, userId, 'preferences'),
    queryFn: ({ signal }) => readData(() => client.preferences.get(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })

/**
 * Returns TanStack options that read the streak settings, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(streakOptions(client, userId))
 */
export const streakOptions = (client: Reader<'streak'>, userId: UserId) =>
  queryOptions({
    ...readOptions,
    queryKey: getQueryKey(client, userId, 'streak'),
    queryFn: ({ signal }) => readData(() => client.streak.get(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })

/**
 * Returns TanStack options that read the metrics, frequency and length of the streak, for a `QueryClient` of the host.
 * @example
 * await queryClient.prefetchQuery(streakInfoOptions(client, userId))
 */
export const streakInfoOptions = (
  client: Pick<UserClient, 'id'> & { readonly streak: Pick<UserClient['streak'], 'info'> },
  userId: UserId,
) =>
  queryOptions({
    ...readOptions,
    queryKey: getQueryKey(client, userId, 'streakInfo'),
    queryFn: ({ signal }) => readData(() => client.streak.info(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })
