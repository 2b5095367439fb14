import { queryOptions } from '@tanstack/react-query'
import type { UserClient } from '../../core/client.js'
import { replaceEqualDeep } from '../../core/replaceEqualDeep.js'
import { isIdentikitError, toIdentikitError } from '../../core/errors.js'

/** How long data counts as fresh, in milliseconds. */
const staleTime = 30_000

/** `undefined` while the session is loading, `null` while signed out: nothing is read then. */
export type UserId = string | null | undefined

export const queryKeyOf = (client: Pick<UserClient, 'id'>, userId: UserId, ...resource: string[]) =>
  ['identikit', client.id, userId ?? null, ...resource] as const

/** The errors after which a failed first read is tried once more. */
const transientCodes = new Set(['network', 'timeout', 'service', 'rate-limited'])

const reading = {
  structuralSharing: replaceEqualDeep,
  staleTime,
  // A browser that says it is offline still gets an answer: an error that can be shown, not a request that waits for ever.
  networkMode: 'always',
  retry: (failures: number, error: Error) =>
    failures < 1 && isIdentikitError(error) && transientCodes.has(error.code),
  retryDelay: 500,
} as const

async function attempt<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    // TanStack knows its own cancellation by the original error.
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw toIdentikitError(error)
  }
}

/** As much of a client as reading takes. */
type Reader<Resource extends 'users' | 'preferences' | 'streak'> = Pick<UserClient, 'id'> & {
  readonly [N in Resource]: Pick<UserClient[N], 'get'>
}

/** TanStack options that read the user, for hosts with a QueryClient of their own. */
export const userOptions = (client: Reader<'users'>, userId: UserId) =>
  queryOptions({
    ...reading,
    queryKey: queryKeyOf(client, userId, 'user'),
    queryFn: ({ signal }) => attempt(() => client.users.get(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })

/** TanStack options that read the preferences, for hosts with a QueryClient of their own. */
export const preferencesOptions = (client: Reader<'preferences'>, userId: UserId) =>
  queryOptions({
    ...reading,
    queryKey: queryKeyOf(client, userId, 'preferences'),
    queryFn: ({ signal }) => attempt(() => client.preferences.get(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })

/** TanStack options that read how the streak works, for hosts with a QueryClient of their own. */
export const streakOptions = (client: Reader<'streak'>, userId: UserId) =>
  queryOptions({
    ...reading,
    queryKey: queryKeyOf(client, userId, 'streak'),
    queryFn: ({ signal }) => attempt(() => client.streak.get(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })

/** TanStack options that read what the service knows around the streak, for hosts with a QueryClient of their own. */
export const streakInfoOptions = (
  client: Pick<UserClient, 'id'> & { readonly streak: Pick<UserClient['streak'], 'info'> },
  userId: UserId,
) =>
  queryOptions({
    ...reading,
    queryKey: queryKeyOf(client, userId, 'streakInfo'),
    queryFn: ({ signal }) => attempt(() => client.streak.info(userId ?? '', { signal })),
    enabled: typeof userId === 'string',
  })
